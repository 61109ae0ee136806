import type { Drawing } from '../charts/draw-chart';
import { paperTheme } from '../charts/theme';
import type { Answer, Findings } from '../findings';
import { percent } from '../page/format';
import { dataUri } from '../pictures/data-uri';
import { enlarged } from '../pictures/enlarged';
import { drawing } from './sheet';

const COLUMNS = 6;
/** A longer name would run into the next picture. */
const LONGEST_NAME = 13;
const PICTURE = 112;
const [CELL_WIDTH, CELL_HEIGHT] = [150, 178];

/** The mistakes that the model was surest of, with what it said and what they are. */
export async function mistakesFigure(mistakes: readonly Answer[], { dataset }: Findings): Promise<Drawing> {
  const { images, classNames } = dataset;
  const pictures = await Promise.all(
    mistakes.map(async (mistake) => ({
      ...mistake,
      uri: dataUri(await enlarged(images, mistake.picture, PICTURE)),
    })),
  );
  const columns = Math.min(COLUMNS, pictures.length);
  return drawing(
    columns * CELL_WIDTH,
    Math.ceil(pictures.length / columns) * CELL_HEIGHT,
    pictures.map(({ picture, uri, actual, said, probability }, place) => (
      <g
        key={picture}
        transform={`translate(${(place % columns) * CELL_WIDTH} ${Math.floor(place / columns) * CELL_HEIGHT})`}
      >
        <image href={uri} width={PICTURE} height={PICTURE} />
        <text y={PICTURE + 19} font-size="13" font-weight="600">
          {shortened(classNames[said])} <tspan fill={paperTheme.second}>{percent(probability, 1)}</tspan>
        </text>
        <text y={PICTURE + 37} font-size="13" fill={paperTheme.faint}>
          is {shortened(classNames[actual])}
        </text>
      </g>
    )),
  );
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}
