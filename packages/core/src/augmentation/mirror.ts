import type { BatchImage } from './batch-image';

/** Swaps left and right: y[i][j] = x[i][width − 1 − j]. */
export function mirror({ values, start, height, width, channels }: BatchImage): void {
  for (let y = 0; y < height; y++) {
    let left = start + y * width * channels;
    let right = left + (width - 1) * channels;
    for (; left < right; right -= 2 * channels) {
      for (let channel = 0; channel < channels; channel++, left++, right++) {
        const value = values[left];
        values[left] = values[right];
        values[right] = value;
      }
    }
  }
}
