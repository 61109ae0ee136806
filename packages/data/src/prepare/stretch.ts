import type { GreyImage } from './grey-image';

/** In the data set's pictures so many of the item's pixels are darker than … */
const SHARE = 0.985;
/** … this; and the brightest are white in nine of ten. */
const BRIGHT = 245;

/** Brightened or darkened so that the item's brightest parts are as bright as the data set's. */
export function stretch({ width, height, values }: GreyImage): GreyImage {
  const sorted = values.filter((value) => value > 0).sort();
  if (sorted.length === 0) return { width, height, values };
  const factor = BRIGHT / sorted[Math.floor(SHARE * sorted.length)];
  return { width, height, values: values.map((value) => value * factor) };
}
