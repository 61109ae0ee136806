import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Drawing } from '../charts/draw-chart';
import { FONT, paperTheme } from '../charts/theme';

const MARGIN = 28;
const HEAD = 64;
/** Room for a letter of the subtitle. */
const LETTER = 7;

/** A drawing that stands alone: on white, under a title. */
export function sheet(title: string, subtitle: string, content: Drawing): Drawing {
  const width = Math.max(content.width, LETTER * subtitle.length) + 2 * MARGIN;
  const height = content.height + HEAD + 2 * MARGIN;
  const svg = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{`${title}: ${subtitle}`}</title>
      <rect width={width} height={height} fill={paperTheme.ground} />
      <g font-family={FONT} fill={paperTheme.text}>
        <text x={MARGIN} y={MARGIN + 18} font-size="20" font-weight="600">
          {title}
        </text>
        <text x={MARGIN} y={MARGIN + 40} font-size="13" fill={paperTheme.faint}>
          {subtitle}
        </text>
      </g>
      <Part drawing={content} x={MARGIN} y={MARGIN + HEAD} />
    </svg>,
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width, height };
}

/** A drawing inside of another. Texts in it are escaped by whoever made it. */
export function Part({ drawing, x, y }: { drawing: Drawing; x: number; y: number }) {
  return <g transform={`translate(${x} ${y})`} dangerouslySetInnerHTML={{ __html: drawing.svg }} />;
}

/** A drawing of parts, to be put into another. */
export function drawing(width: number, height: number, content: ComponentChildren): Drawing {
  const svg = renderToString(
    <g font-family={FONT} fill={paperTheme.text}>
      {content}
    </g>,
  );
  return { svg, width, height };
}
