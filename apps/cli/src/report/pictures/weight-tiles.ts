import sharp from 'sharp';
import type { FirstLayer } from './first-layer';

const MOST = 128;
const GAP = 8;
/** Few pictures are drawn large, many small: as wide in all. */
const FEW = { upTo: 32, columns: 8, side: 120 };
const MANY = { columns: 16, side: 56 };
/** What shows where a picture begins and ends. */
const GROUND = [128, 128, 128, 22] as const;
/** Blue and orange, which people who do not tell red from green do tell apart (Okabe & Ito 2008). */
const POSITIVE = [0, 114, 178] as const;
const NEGATIVE = [213, 94, 0] as const;

/** Pictures of weights, side by side in one. */
export interface WeightTiles {
  /** On a transparent ground: the farther a weight is from 0, the more opaque is its pixel. */
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** How many are shown: those with the largest weights, where there are too many. */
  readonly shown: number;
}

/** Draws weights: blue those above 0, orange those below, those with the largest sum of squares first. */
export async function weightTiles(layer: FirstLayer): Promise<WeightTiles> {
  const { count, weights } = layer;
  const size = layer.height * layer.width;
  const norms = Array.from({ length: count }, (_, index) =>
    weights.subarray(index * size, (index + 1) * size).reduce((sum, weight) => sum + weight * weight, 0),
  );
  const order = norms
    .map((_, index) => index)
    .sort((a, b) => norms[b] - norms[a] || a - b)
    .slice(0, MOST);
  const { columns: most, side } = order.length <= FEW.upTo ? FEW : MANY;
  const scale = Math.max(1, Math.round(side / Math.max(layer.height, layer.width)));
  const [tileWidth, tileHeight] = [layer.width * scale + GAP, layer.height * scale + GAP];
  const columns = Math.min(most, order.length);
  const width = columns * tileWidth - GAP;
  const height = Math.ceil(order.length / columns) * tileHeight - GAP;
  const largest = quantile(weights.map(Math.abs), 0.98) || 1;
  const pixels = new Uint8Array(width * height * 4);
  order.forEach((index, place) => {
    const left = (place % columns) * tileWidth;
    const top = Math.floor(place / columns) * tileHeight;
    for (let y = 0; y < layer.height * scale; y++) {
      for (let x = 0; x < layer.width * scale; x++) {
        const weight =
          weights[index * size + Math.floor(y / scale) * layer.width + Math.floor(x / scale)] / largest;
        const opacity = Math.round(255 * Math.min(1, Math.abs(weight)));
        const colour = [...(weight > 0 ? POSITIVE : NEGATIVE), opacity];
        pixels.set(opacity > GROUND[3] ? colour : GROUND, 4 * ((top + y) * width + left + x));
      }
    }
  });
  const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return { png, width, height, shown: order.length };
}

function quantile(values: Float32Array, share: number): number {
  return values.sort()[Math.floor(share * (values.length - 1))];
}
