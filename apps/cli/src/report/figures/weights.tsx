import type { Drawing } from '../charts/draw-chart';
import { dataUri } from '../pictures/data-uri';
import type { WeightTiles } from '../pictures/weight-tiles';
import { drawing } from './sheet';

/** The weights of the first layer as pictures. */
export function weightsFigure({ png, width, height }: WeightTiles): Drawing {
  return drawing(width, height, <image href={dataUri(png)} width={width} height={height} />);
}
