import { depthsIn } from './depth';
import type { Item } from './find-item';
import type { GreyImage } from './grey-image';

/** How much each channel counts for brightness (ITU-R BT.601), under a root: squares of distances are weighted. */
const SCALES = [Math.sqrt(0.299), Math.sqrt(0.587), Math.sqrt(0.114)];
/** How many deep pixels it takes to tell the rim of an item from its inside. */
const FEWEST = 20;
/** An item whose greys differ less, of its brightest, is of one grey: only noise could be brought out. */
const LEAST_RANGE = 0.12;

/**
 * The item's grey, 0 where there is none: how far each pixel is from the background in the direction in which the item
 * as a whole is, brightness counting more than hue.
 * @param side how many pixels the longer edge is to have
 */
export function toneOf(item: Item, side: number): GreyImage {
  const { canvas, mask, box } = item;
  const { width, height } = canvas;
  const values = distancesFromBackground(item);
  const depths = depthsIn(mask, width);
  const unit = Math.max(box.right - box.left, box.bottom - box.top) / side;
  const inside = values.filter((_, i) => depths[i] > 0.6 * unit).sort();
  if (inside.length < FEWEST) return { width, height, values };
  const [low, high] = [quantile(inside, 0.03), quantile(inside, 0.97)];
  if (high - low > LEAST_RANGE * high && isTurned(item, values, depths, unit, low, high)) {
    return { width, height, values: turned(values, item, depths, low, high, unit) };
  }
  return spreadOut(values, mask, low, high, width);
}

function distancesFromBackground({ canvas, background, mask }: Item): Float64Array {
  const offsets = SCALES.map((scale, channel) =>
    scaledDifferences(scale, canvas.opacity, canvas.channels[channel], background.channels[channel]),
  );
  const sums = offsets.map((channel) => {
    let sum = 0;
    for (let i = 0; i < mask.length; i++) sum += channel[i] * mask[i];
    return sum;
  });
  const length = Math.sqrt(sums[0] * sums[0] + sums[1] * sums[1] + sums[2] * sums[2]);
  const direction = sums.map((sum) => (length > 0 ? sum / length : 0));
  const values = new Float64Array(mask.length);
  const [reds, greens, blues] = offsets;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const red = reds[i];
    const green = greens[i];
    const blue = blues[i];
    const along = red * direction[0] + green * direction[1] + blue * direction[2];
    values[i] = Math.max(along, 0.5 * Math.sqrt(red * red + green * green + blue * blue));
  }
  return values;
}

/** s·o·(a − b) */
function scaledDifferences(
  scale: number,
  opacity: Float64Array,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const differences = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) differences[i] = scale * opacity[i] * (a[i] - b[i]);
  return differences;
}

/**
 * Whether the item's rim differs more from the background than its inside does, so that its grey is to be turned round:
 * in 98.5% of the data set's pictures the rim is darker than the inside, as things are in the light. Where the item
 * fades into its background that is likely to be the right black, and it takes more to doubt it; where there is no
 * background, anything does. Where the item's grey is its opacity, nothing is to be told from its rim.
 */
function isTurned(
  { canvas, mask, transparent }: Item,
  values: Float64Array,
  depths: Float64Array,
  unit: number,
  low: number,
  high: number,
): boolean {
  if (transparent && mean(canvas.opacity.filter((_, i) => mask[i] === 1)) < 0.8) return false;
  const rim = mean(values.filter((_, i) => depths[i] > 0.6 * unit && depths[i] <= 1.4 * unit));
  const core = mean(values.filter((_, i) => depths[i] > 1.4 * unit));
  const doubt = transparent ? 0 : low < 0.1 * high ? 0.15 : 0;
  return rim - core > doubt * (high - low);
}

/**
 * The negative, within the item. Its outermost pixels, mixed with what lies behind, fade to black.
 */
function turned(
  values: Float64Array,
  { canvas, mask }: Item,
  depths: Float64Array,
  low: number,
  high: number,
  unit: number,
): Float64Array {
  const least = 0.1 * (high - low);
  return values.map((value, i) => {
    if (!mask[i]) return 0;
    const negative = Math.max(0, canvas.opacity[i] * high - value) + least;
    return negative * Math.min(1, depths[i] / unit);
  });
}

/** Where all of the item is about as bright, its differences are brought out: the data set has dark parts in each. */
function spreadOut(
  values: Float64Array,
  mask: Uint8Array,
  low: number,
  high: number,
  width: number,
): GreyImage {
  const height = values.length / width;
  if (low < 0.22 * high || high - low < LEAST_RANGE * high) return { width, height, values };
  const darkest = 0.15 * high;
  const gain = (high - darkest) / (high - low);
  const spread = values.map((value, i) =>
    mask[i] ? Math.max(0.08 * high, darkest + gain * (value - low)) : 0,
  );
  return { width, height, values: spread };
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** NaN where there is nothing to average. */
function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
