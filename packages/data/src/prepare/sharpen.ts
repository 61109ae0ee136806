import type { GreyImage } from './grey-image';

/** A Gaussian of radius 1 and standard deviation 1: the weight beside the centre, relative to the centre's, is e^−½. */
const BESIDE = 0.6065306597126334;

/** Adds what a Gaussian blur of radius 1 takes away, so that outlines stand out. */
export function sharpen({ width, height, values }: GreyImage): GreyImage {
  const at = (x: number, y: number) =>
    values[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)];
  const total = (1 + 2 * BESIDE) * (1 + 2 * BESIDE);
  const result = values.map((value, i) => {
    const x = i % width;
    const y = (i - x) / width;
    const row = (dy: number) => BESIDE * at(x - 1, y + dy) + at(x, y + dy) + BESIDE * at(x + 1, y + dy);
    const blurred = (BESIDE * row(-1) + row(0) + BESIDE * row(1)) / total;
    return value === 0 ? 0 : value + 0.5 * (value - blurred);
  });
  return { width, height, values: result };
}
