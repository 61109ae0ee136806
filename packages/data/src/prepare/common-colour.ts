import { type Canvas, valuesAt } from './canvas';

/** Stretches of the border are what lies in the same of so many parts of the canvas, across and down. */
const PARTS = 8;
/** The parts in the corners, where an item is least likely, count for more. */
const CORNERS = [0, PARTS - 1, PARTS * (PARTS - 1), PARTS * PARTS - 1];

/** Of the colours along the border, each the mean of a short stretch, the one that most others are close to. */
export function commonColour({ width, height, channels }: Canvas, border: readonly number[]): number[] {
  const [reds, greens, blues] = channels.map((channel) => valuesAt(channel, border));
  const stretches = new Map<number, [red: number, green: number, blue: number, count: number]>();
  for (let n = 0; n < border.length; n++) {
    const x = border[n] % width;
    const y = (border[n] - x) / width;
    const part = Math.floor((PARTS * x) / width) * PARTS + Math.floor((PARTS * y) / height);
    const sums = stretches.get(part) ?? [0, 0, 0, 0];
    sums[0] += reds[n];
    sums[1] += greens[n];
    sums[2] += blues[n];
    sums[3]++;
    stretches.set(part, sums);
  }
  let best = [0, 0, 0];
  let bestScore = -1;
  for (const [part, [redSum, greenSum, blueSum, count]] of stretches) {
    const [red, green, blue] = [redSum / count, greenSum / count, blueSum / count];
    let score = 0;
    for (let n = 0; n < reds.length; n++) {
      const toRed = reds[n] - red;
      const toGreen = greens[n] - green;
      const toBlue = blues[n] - blue;
      const squared = toRed * toRed + toGreen * toGreen + toBlue * toBlue;
      score += 1 / (1 + squared / 100) + 1 / (1 + squared / 1600);
    }
    if (CORNERS.includes(part)) score *= 1.5;
    if (score > bestScore) {
      best = [red, green, blue];
      bestScore = score;
    }
  }
  return best;
}
