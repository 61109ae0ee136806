import type { Canvas } from './canvas';

/** What a picture shows where nothing lies on it. */
export interface Background {
  /** The expected red, green and blue of each pixel. */
  readonly channels: readonly [Float64Array, Float64Array, Float64Array];
  /** How the background itself varies about that: the inverse of the covariance of its channels. */
  readonly precision: readonly (readonly number[])[];
}

/** No background is taken to be steadier than this in any channel: compression and rounding leave as much. */
const LEAST_DEVIATION = 3;
/** How far, in RGB, what is taken for background may be from what was expected of it, in the first round. */
const WIDEST_REACH = 90;
const ROUNDS = 5;
const SLOPE_RIDGE = 0.002;
/** With fewer pixels a curved surface would follow single ones, with more it would only take longer. */
const FEWEST_SAMPLES = 200;
const MOST_SAMPLES = 600;

/**
 * The background by a picture's border: of the colours along it the one that most of it has, then a plane through each
 * channel (constant, across, down), fitted again and again with less weight on whatever is far off (Tukey's biweight;
 * Holland & Welsch 1977), so that an item that touches the border does not bend it.
 */
export function backgroundOfBorder(canvas: Canvas): Background {
  const samples = borderOf(canvas);
  const start = commonColour(canvas, samples);
  return fit(canvas, samples, PLANE, (channel) => start[channel]);
}

/** The background by all pixels that seem to be background, as a curved surface (terms up to the second order). */
export function backgroundAround(canvas: Canvas, before: Background, isItem: Uint8Array): Background {
  const free: number[] = [];
  for (let i = 0; i < isItem.length; i++) if (!isItem[i]) free.push(i);
  if (free.length < FEWEST_SAMPLES) return before;
  const step = Math.ceil(free.length / MOST_SAMPLES);
  const samples = free.filter((_, n) => n % step === 0);
  return fit(canvas, samples, SURFACE, (channel, i) => before.channels[channel][i]);
}

/**
 * What to lay a transparent picture on: black if its item is bright, white if it is dark, so that it stands out either
 * way.
 */
export function backgroundOfTransparent({ width, height, channels, opacity }: Canvas): Background {
  let [sum, weight] = [0, 1e-9];
  for (let i = 0; i < opacity.length; i++) {
    sum += opacity[i] * (0.299 * channels[0][i] + 0.587 * channels[1][i] + 0.114 * channels[2][i]);
    weight += opacity[i];
  }
  const shade = sum / weight < 128 ? 255 : 0;
  const values = new Float64Array(width * height).fill(shade);
  return { channels: [values, values, values], precision: [] };
}

/** The squared distance of a pixel from the background, in deviations of the background (Mahalanobis 1936). */
export function squaredDeviations(canvas: Canvas, { channels, precision }: Background, i: number): number {
  const red = canvas.channels[0][i] - channels[0][i];
  const green = canvas.channels[1][i] - channels[1][i];
  const blue = canvas.channels[2][i] - channels[2][i];
  return (
    precision[0][0] * red * red +
    precision[1][1] * green * green +
    precision[2][2] * blue * blue +
    2 * (precision[0][1] * red * green + precision[0][2] * red * blue + precision[1][2] * green * blue)
  );
}

/** The pixels of a frame as thick as a fortieth of the longer edge. */
function borderOf({ width, height }: Canvas): number[] {
  const thickness = Math.max(1, Math.round(Math.max(width, height) / 40));
  const samples: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.min(x, y, width - 1 - x, height - 1 - y) < thickness) samples.push(y * width + x);
    }
  }
  return samples;
}

/** Of the colours along the border, each the mean of a short stretch, the one that most others are close to. */
function commonColour(canvas: Canvas, samples: readonly number[]): number[] {
  const { width, height, channels } = canvas;
  const colours = new Map<number, { sums: number[]; count: number }>();
  for (const i of samples) {
    const x = i % width;
    const y = (i - x) / width;
    const stretch = Math.floor((8 * x) / width) * 8 + Math.floor((8 * y) / height);
    const entry = colours.get(stretch) ?? { sums: [0, 0, 0], count: 0 };
    entry.sums = entry.sums.map((sum, channel) => sum + channels[channel][i]);
    entry.count++;
    colours.set(stretch, entry);
  }
  let best = [0, 0, 0];
  let bestScore = -1;
  for (const [stretch, { sums, count }] of colours) {
    const colour = sums.map((sum) => sum / count);
    const isCorner = [0, 7, 56, 63].includes(stretch);
    let score = 0;
    for (const i of samples) {
      let squared = 0;
      for (let channel = 0; channel < 3; channel++) {
        const difference = channels[channel][i] - colour[channel];
        squared += difference * difference;
      }
      score += 1 / (1 + squared / 100) + 1 / (1 + squared / 1600);
    }
    if (isCorner) score *= 1.5;
    if (score > bestScore) {
      best = colour;
      bestScore = score;
    }
  }
  return best;
}

/**
 * @param terms 3 for a plane, 6 for a surface of the second order
 * @param start what the background is about, before the first round
 */
function fit(
  canvas: Canvas,
  samples: readonly number[],
  terms: number,
  start: (channel: number, i: number) => number,
): Background {
  const { width, height } = canvas;
  const basis = new Float64Array(terms * samples.length);
  samples.forEach((i, n) => {
    basis.set(termsAt(i, width, height).subarray(0, terms), terms * n);
  });
  const observed = canvas.channels.map((channel) => Float64Array.from(samples, (i) => channel[i]));
  const residuals = observed.map((values, channel) =>
    values.map((value, n) => value - start(channel, samples[n])),
  );
  const weights = new Float64Array(samples.length);
  let coefficients: number[][] = [];
  let reach = WIDEST_REACH;
  for (let round = 0; round < ROUNDS; round++) {
    for (let n = 0; n < weights.length; n++) {
      const [red, green, blue] = [residuals[0][n], residuals[1][n], residuals[2][n]];
      const left = Math.max(0, 1 - (red * red + green * green + blue * blue) / (reach * reach));
      weights[n] = left * left;
    }
    coefficients = weightedLeastSquares(basis, terms, weights, observed);
    coefficients.forEach((factors, channel) => {
      for (let n = 0; n < weights.length; n++) {
        let expected = 0;
        for (let term = 0; term < terms; term++) expected += basis[terms * n + term] * factors[term];
        residuals[channel][n] = observed[channel][n] - expected;
      }
    });
    const deviation = Math.sqrt(weightedMeanSquare(residuals, weights) / 3);
    reach = Math.max(round < 2 ? 60 : 20, Math.min(0.8 * reach, 8 * deviation));
  }
  const values = [
    new Float64Array(width * height),
    new Float64Array(width * height),
    new Float64Array(width * height),
  ];
  for (let i = 0; i < width * height; i++) {
    const place = termsAt(i, width, height);
    coefficients.forEach((factors, channel) => {
      let expected = 0;
      for (let term = 0; term < terms; term++) expected += place[term] * factors[term];
      values[channel][i] = Math.min(255, Math.max(0, expected));
    });
  }
  return {
    channels: [values[0], values[1], values[2]],
    precision: invert(covariance(residuals, weights)),
  };
}

const PLANE = 3;
const SURFACE = 6;
const terms = new Float64Array(SURFACE);

/** 1, x, y, x², xy, y², where x and y go from −1 to 1 across the canvas. Overwritten by the next call. */
function termsAt(i: number, width: number, height: number): Float64Array {
  const column = i % width;
  const x = (2 * column + 1) / width - 1;
  const y = (2 * ((i - column) / width) + 1) / height - 1;
  terms[0] = 1;
  terms[1] = x;
  terms[2] = y;
  terms[3] = x * x;
  terms[4] = x * y;
  terms[5] = y * y;
  return terms;
}

function weightedMeanSquare(residuals: readonly Float64Array[], weights: Float64Array): number {
  let [sum, total] = [0, 1e-9];
  for (let n = 0; n < weights.length; n++) {
    total += weights[n];
    for (const channel of residuals) sum += weights[n] * channel[n] * channel[n];
  }
  return sum / total;
}

function covariance(residuals: readonly Float64Array[], weights: Float64Array): number[][] {
  let total = 1e-9;
  for (const weight of weights) total += weight;
  return residuals.map((one, row) =>
    residuals.map((other, column) => {
      let sum = 0;
      for (let n = 0; n < weights.length; n++) sum += weights[n] * one[n] * other[n];
      return sum / total + (row === column ? LEAST_DEVIATION * LEAST_DEVIATION : 0);
    }),
  );
}

/** A list of coefficients a channel. Slopes are held back a little, so that samples at one side do not tilt the whole. */
function weightedLeastSquares(
  basis: Float64Array,
  terms: number,
  weights: Float64Array,
  observed: readonly Float64Array[],
): number[][] {
  const matrix = Array.from({ length: terms }, () => new Array<number>(terms).fill(0));
  const targets = observed.map(() => new Array<number>(terms).fill(0));
  let total = 0;
  for (let n = 0; n < weights.length; n++) {
    total += weights[n];
    for (let row = 0; row < terms; row++) {
      const scaled = weights[n] * basis[terms * n + row];
      for (let column = 0; column < terms; column++)
        matrix[row][column] += scaled * basis[terms * n + column];
      for (let channel = 0; channel < 3; channel++) targets[channel][row] += scaled * observed[channel][n];
    }
  }
  for (let row = 0; row < terms; row++) matrix[row][row] += (row === 0 ? 0 : SLOPE_RIDGE * total) + 1e-9;
  return targets.map((target) => solve(matrix.map((row, index) => [...row, target[index]])));
}

/** Gauss's elimination for a positive definite matrix, with the right-hand side as its last column. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = matrix[row][pivot] / matrix[pivot][pivot];
      for (let column = pivot; column <= size; column++)
        matrix[row][column] -= factor * matrix[pivot][column];
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    let value = matrix[row][size];
    for (let column = row + 1; column < size; column++) value -= matrix[row][column] * solution[column];
    solution[row] = value / matrix[row][row];
  }
  return solution;
}

function invert(matrix: readonly (readonly number[])[]): number[][] {
  const columns = matrix.map((_, unit) =>
    solve(matrix.map((row, index) => [...row, index === unit ? 1 : 0])),
  );
  return matrix.map((_, row) => columns.map((column) => column[row]));
}
