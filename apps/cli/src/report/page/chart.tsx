import type { Drawing } from '../charts/draw-chart';

/** A chart, with a caption above it. The charting library escapes the texts in its SVG. */
export function Chart({ drawing, title, alt }: { drawing: Drawing; title?: string; alt: string }) {
  return (
    <figure class="chart">
      {title && <figcaption>{title}</figcaption>}
      <div role="img" aria-label={alt} dangerouslySetInnerHTML={{ __html: drawing.svg }} />
    </figure>
  );
}
