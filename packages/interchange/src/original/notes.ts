import type { FloatArrays } from './float-arrays';

/** What the original program multiplied pixels by before they came to the network. */
export const PIXEL_SCALE = 1 / 255;

/** That imported models take raw pixels. */
export const rescaleNote =
  'A Rescale layer was put in front that divides pixels by 255, as the original program did before its network.';

/** Which numbers became others. */
export function conversionNotes({ convertedTypes }: FloatArrays): string[] {
  return convertedTypes.map((type) => `The file’s ${type} numbers became float32.`);
}
