import { type Canvas, valuesAt } from './canvas';
import { commonColour } from './common-colour';
import { invert, weightedLeastSquares, weightedProduct } from './least-squares';

/** What a picture shows where nothing lies on it. */
export interface Background {
  /** The expected red, green and blue of each pixel. */
  readonly channels: readonly [Float64Array, Float64Array, Float64Array];
  /** How the background itself varies about that: the inverse of the covariance of its channels. */
  readonly precision: readonly Float64Array[];
}

/** No background is taken to be steadier than this in any channel: compression and rounding leave as much. */
const LEAST_DEVIATION = 3;
/** How far, in RGB, what is taken for background may be from what was expected of it, in the first round. */
const WIDEST_REACH = 90;
const ROUNDS = 5;
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
  const start = commonColour(canvas, samples).map((value) => new Float64Array(samples.length).fill(value));
  return fit(canvas, samples, PLANE, start);
}

/** The background by all pixels that seem to be background, as a curved surface (terms up to the second order). */
export function backgroundAround(canvas: Canvas, before: Background, isItem: Uint8Array): Background {
  const free: number[] = [];
  for (let i = 0; i < isItem.length; i++) if (!isItem[i]) free.push(i);
  if (free.length < FEWEST_SAMPLES) return before;
  const step = Math.ceil(free.length / MOST_SAMPLES);
  const samples: number[] = [];
  for (let n = 0; n < free.length; n += step) samples.push(free[n]);
  const start = before.channels.map((channel) => valuesAt(channel, samples));
  return fit(canvas, samples, SURFACE, start);
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

/** How far each pixel is from the background, in deviations of the background (Mahalanobis 1936). */
export function deviationsFrom(canvas: Canvas, { channels, precision }: Background): Float64Array {
  const [reds, greens, blues] = canvas.channels;
  const [expectedReds, expectedGreens, expectedBlues] = channels;
  const [[redRed, redGreen, redBlue], [, greenGreen, greenBlue], [, , blueBlue]] = precision;
  const deviations = new Float64Array(reds.length);
  for (let i = 0; i < deviations.length; i++) {
    const red = reds[i] - expectedReds[i];
    const green = greens[i] - expectedGreens[i];
    const blue = blues[i] - expectedBlues[i];
    deviations[i] = Math.sqrt(
      redRed * red * red +
        greenGreen * green * green +
        blueBlue * blue * blue +
        2 * (redGreen * red * green + redBlue * red * blue + greenBlue * green * blue),
    );
  }
  return deviations;
}

/** The pixels of a frame as thick as a fortieth of the longer edge. */
function borderOf({ width, height }: Canvas): number[] {
  const thickness = Math.max(1, Math.round(Math.max(width, height) / 40));
  const samples: number[] = [];
  for (let y = 0; y < height; y++) {
    const isEdge = y < thickness || y >= height - thickness;
    for (let x = 0; x < width; x++) {
      if (isEdge || x < thickness || x >= width - thickness) samples.push(y * width + x);
    }
  }
  return samples;
}

/** The terms of a plane and of a surface of the second order, by place: x and y go from −1 to 1 across the canvas. */
const PLANE: readonly Term[] = [() => 1, (x) => x, (_, y) => y];
const SURFACE: readonly Term[] = [...PLANE, (x) => x * x, (x, y) => x * y, (_, y) => y * y];

type Term = (x: number, y: number) => number;

/** @param start what the background is about at each sample, before the first round: red, green and blue */
function fit(
  canvas: Canvas,
  samples: readonly number[],
  terms: readonly Term[],
  start: readonly Float64Array[],
): Background {
  const { width, height } = canvas;
  const basis = terms.map((term) => {
    const values = new Float64Array(samples.length);
    for (let n = 0; n < values.length; n++) {
      const x = samples[n] % width;
      values[n] = term(across(x, width), across((samples[n] - x) / width, height));
    }
    return values;
  });
  const observed = canvas.channels.map((channel) => valuesAt(channel, samples));
  const residuals = observed.map((values, channel) => {
    const expected = start[channel];
    return values.map((value, n) => value - expected[n]);
  });
  const weights = new Float64Array(samples.length);
  let factors: Float64Array[] = [];
  let reach = WIDEST_REACH;
  for (let round = 0; round < ROUNDS; round++) {
    weigh(weights, residuals, reach);
    factors = weightedLeastSquares(basis, weights, observed);
    for (let channel = 0; channel < 3; channel++) {
      subtract(residuals[channel], observed[channel], basis, factors[channel]);
    }
    const deviation = Math.sqrt(weightedMeanSquare(residuals, weights) / 3);
    reach = Math.max(round < 2 ? 60 : 20, Math.min(0.8 * reach, 8 * deviation));
  }
  const [red, green, blue] = factors.map((each) => surface(each, width, height));
  return { channels: [red, green, blue], precision: invert(covariance(residuals, weights)) };
}

/** Tukey's biweight of each sample: 1 where all is as expected, falling to 0 at `reach`. */
function weigh(weights: Float64Array, [reds, greens, blues]: readonly Float64Array[], reach: number): void {
  for (let n = 0; n < weights.length; n++) {
    const squared = reds[n] * reds[n] + greens[n] * greens[n] + blues[n] * blues[n];
    const left = Math.max(0, 1 - squared / (reach * reach));
    weights[n] = left * left;
  }
}

/** What is left of what was observed without the terms, each times its factor. */
function subtract(
  residuals: Float64Array,
  observed: Float64Array,
  basis: readonly Float64Array[],
  factors: Float64Array,
): void {
  residuals.fill(0);
  basis.forEach((values, term) => {
    const factor = factors[term];
    for (let n = 0; n < values.length; n++) residuals[n] += values[n] * factor;
  });
  for (let n = 0; n < residuals.length; n++) residuals[n] = observed[n] - residuals[n];
}

/** From 0 to 255, at each pixel of the canvas. */
function surface(
  [constant, right, down, bent = 0, twisted = 0, bentDown = 0]: Float64Array,
  width: number,
  height: number,
): Float64Array {
  const values = new Float64Array(width * height);
  for (let i = 0, row = 0; row < height; row++) {
    const y = across(row, height);
    for (let column = 0; column < width; column++, i++) {
      const x = across(column, width);
      const plane = constant + x * right + y * down;
      values[i] = Math.min(255, Math.max(0, plane + x * x * bent + x * y * twisted + y * y * bentDown));
    }
  }
  return values;
}

/** From −1 to 1 across the canvas. */
function across(place: number, length: number): number {
  return (2 * place + 1) / length - 1;
}

function weightedMeanSquare([reds, greens, blues]: readonly Float64Array[], weights: Float64Array): number {
  let [sum, total] = [0, 1e-9];
  for (let n = 0; n < weights.length; n++) {
    const weight = weights[n];
    total += weight;
    sum += weight * reds[n] * reds[n];
    sum += weight * greens[n] * greens[n];
    sum += weight * blues[n] * blues[n];
  }
  return sum / total;
}

function covariance(residuals: readonly Float64Array[], weights: Float64Array): Float64Array[] {
  const total = weights.reduce((sum, weight) => sum + weight, 1e-9);
  return residuals.map((one, row) =>
    Float64Array.from(residuals, (other, column) => {
      const least = row === column ? LEAST_DEVIATION * LEAST_DEVIATION : 0;
      return weightedProduct(weights, one, other) / total + least;
    }),
  );
}
