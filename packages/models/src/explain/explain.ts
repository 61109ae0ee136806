import { UserError } from '@fmnist/core';
import type { Classifier } from '../shipped/classifier';
import { occlusionMap } from './occlusion';

/** What of a picture an answer hangs on: two maps of its size, row by row. */
export interface Explanation {
  /** The class that is explained. */
  readonly class: number;
  readonly label: string;
  readonly probability: number;
  readonly height: number;
  readonly width: number;
  /** How much of the probability is lost where a part is hidden, on average: from −1 to 1. */
  readonly occlusion: Float32Array;
  /** |∂S / ∂pixel|, with S the class's score before the softmax: the largest where a little change counts most. */
  readonly saliency: Float32Array;
}

/**
 * Explains what a classifier says of a picture: by hiding parts of it (Zeiler & Fergus 2014) and by the gradient of the
 * class's score (Simonyan, Vedaldi & Zisserman 2013, section 3). Neither is the whole truth: the first cannot see what is
 * there twice, the second tells of small changes alone.
 *
 * @param pixels a picture as the classifier's model takes it, grey, row by row, from 0 for black to 255
 * @param options.class which class to explain; by default the likeliest
 * @throws UserError where the picture has another size than the model takes, which must be of grey pictures, or where there
 *   is no such class.
 *
 * @example
 * const { label, occlusion, saliency } = await explain(classifier, pixels);
 */
export async function explain(
  { model, labels }: Classifier,
  pixels: Uint8Array,
  options: { class?: number } = {},
): Promise<Explanation> {
  const [height, width] = sidesOf(model.inputShape);
  const probabilities = model.predictSample(pixels);
  const asked = options.class ?? probabilities.indexOf(Math.max(...probabilities));
  const saliency = Float32Array.from(model.inputGradient(pixels, asked), Math.abs);
  return {
    class: asked,
    label: labels[asked],
    probability: probabilities[asked],
    height,
    width,
    occlusion: await occlusionMap(model, pixels, [height, width], asked),
    saliency,
  };
}

/** Height and width of what a model takes: [h, w], [h, w, 1], or the pixels of a square in a row. */
function sidesOf(shape: readonly number[]): readonly [height: number, width: number] {
  if (shape.length === 2 || (shape.length === 3 && shape[2] === 1)) return [shape[0], shape[1]];
  const side = Math.sqrt(shape[0]);
  if (shape.length === 1 && Number.isInteger(side)) return [side, side];
  throw new UserError(`Only models of grey pictures can be explained: this one takes [${shape.join(', ')}]`);
}
