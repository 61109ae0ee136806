import { IMAGE_SIZE, toFloats } from '../images';
import type { Predictor } from '../runners/runner';

/** Predicts images `first` up to `first + count` of those it was bound to. */
export type PredictRange = (first: number, count: number) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** Loads a predictor, and gives it images in the form it takes. */
export async function bindPredictor(
  predictor: Predictor,
  folder: string,
  pixels: Uint8Array,
): Promise<PredictRange> {
  if (predictor.input === 'uint8') {
    const predict = await predictor.load(folder);
    return (first, count) =>
      predict(pixels.subarray(first * IMAGE_SIZE, (first + count) * IMAGE_SIZE), count);
  }
  const predict = await predictor.load(folder);
  const floats = toFloats(pixels);
  return (first, count) => predict(floats.subarray(first * IMAGE_SIZE, (first + count) * IMAGE_SIZE), count);
}

/** What a predictor is and takes, in a few words. */
export function describePredictor({ setup, input }: Predictor): string {
  const pixels = input === 'uint8' ? 'uint8 pixels' : 'float32 pixels';
  return setup ? `${pixels}, ${setup}` : pixels;
}
