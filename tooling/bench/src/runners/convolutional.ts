import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonObject } from '../json-object';

/** The names of the files in the bench's folder that tell how the convolutional network is made. */
export const convolutionalFiles = {
  /** JSON: the model with loss and optimizer as plain data, the learning rates, the arithmetic of an image. */
  task: 'convolutional.json',
  /** The weights and biases of convolutions and dense layers as float32, in the order in which data passes them. */
  weights: 'convolutional.f32',
} as const;

/** How the convolutional network is made. */
export interface ConvolutionalTask {
  readonly model: JsonObject;
  /** The rate of each step. */
  readonly learningRates: readonly number[];
  /** Floating-point operations to train on an image. */
  readonly flopsPerImage: number;
}

export function readConvolutionalTask(folder: string): ConvolutionalTask {
  const path = join(folder, convolutionalFiles.task);
  const json = JsonObject.parse(readFileSync(path, 'utf8'), path);
  return {
    model: json.object('model'),
    learningRates: json.numbers('learningRates'),
    flopsPerImage: json.number('flopsPerImage'),
  };
}

/** The initial weights, to be taken from in their order. */
export function readInitialWeights(folder: string): (count: number) => Float32Array<ArrayBuffer> {
  const bytes = readFileSync(join(folder, convolutionalFiles.weights));
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  let offset = 0;
  return (count) => {
    offset += count;
    return values.slice(offset - count, offset);
  };
}
