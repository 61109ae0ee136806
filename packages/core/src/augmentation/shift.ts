import type { BatchImage } from './batch-image';

/** Moves an image, and fills with 0 what it leaves: y[i][j] = x[i − down][j − right], where that is inside. */
export function shift(
  { values, start, height, width, channels, size }: BatchImage,
  down: number,
  right: number,
): void {
  const end = start + size;
  if (Math.abs(down) >= height || Math.abs(right) >= width) {
    values.fill(0, start, end);
    return;
  }
  // The image moves as one piece. What slips from one line into the next by that lies in columns that are filled with 0.
  const distance = (down * width + right) * channels;
  values.copyWithin(
    start + Math.max(0, distance),
    start + Math.max(0, -distance),
    end - Math.max(0, distance),
  );
  const line = width * channels;
  if (down > 0) values.fill(0, start, start + down * line);
  if (down < 0) values.fill(0, end + down * line, end);
  const gap = Math.abs(right) * channels;
  const firstGap = right > 0 ? start : start + line - gap;
  for (let from = firstGap; from < end; from += line) {
    for (let i = from; i < from + gap; i++) values[i] = 0;
  }
}
