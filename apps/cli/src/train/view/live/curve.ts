/** How finely a curve is kept. A chart has fewer columns. */
const BINS = 512;

/**
 * A measure over the whole way of a training: means over equal parts of the way, so that a long training takes no more
 * room than a short one.
 */
export class Curve {
  readonly #sums = new Float64Array(BINS);
  readonly #weights = new Float64Array(BINS);

  /**
   * Takes in a measure, unless it is not finite, as the loss of a training that fails.
   * @param at where on the way it was taken, from 0 to 1
   * @param weight how much it counts beside others of the same part
   */
  add(at: number, value: number, weight = 1): void {
    if (!Number.isFinite(value)) return;
    const bin = Math.min(BINS - 1, Math.floor(at * BINS));
    this.#sums[bin] += weight * value;
    this.#weights[bin] += weight;
  }

  /**
   * The curve in so many points, from the beginning of the way to its end: means, and straight lines between them.
   * Undefined before the first measure and after the last.
   */
  points(count: number): (number | undefined)[] {
    const means = Array.from({ length: count }, (_, point) => this.#mean(point, count));
    let last = -1;
    for (const [point, mean] of means.entries()) {
      if (mean === undefined) continue;
      if (last >= 0) connect(means, last, point);
      last = point;
    }
    return means;
  }

  #mean(point: number, count: number): number | undefined {
    let sum = 0;
    let weight = 0;
    for (
      let bin = Math.ceil((point * BINS) / count);
      bin < Math.ceil(((point + 1) * BINS) / count) && bin < BINS;
      bin++
    ) {
      sum += this.#sums[bin];
      weight += this.#weights[bin];
    }
    return weight > 0 ? sum / weight : undefined;
  }
}

function connect(points: (number | undefined)[], from: number, to: number): void {
  const [a, b] = [points[from] ?? 0, points[to] ?? 0];
  for (let point = from + 1; point < to; point++) {
    points[point] = a + ((b - a) * (point - from)) / (to - from);
  }
}
