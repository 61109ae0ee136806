import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '@fmnist/core';
import { encodeIdx } from '@fmnist/data';
import { dataFiles, IMAGE_SIZE, type Images } from '../images';
import { encodeNetwork, onnxFiles } from '../onnx/network';
import { MODEL_FILE } from '../runners/load-model';
import { type DenseParameters, encodeParameters } from '../runners/parameters';
import { PARAMETERS_FILE } from '../runners/read-parameters';
import type { TrainingData } from '../runners/runner';
import { FIRST_IMAGE_FILE } from './read-images';

/** Writes what contenders need: the data set decompressed, and a model in every form that one of them reads. */
export function writeWorkFolder(folder: string, { train, test }: TrainingData, model: Model): void {
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  const writeSet = ({ pixels, labels, count }: Images, names: { images: string; labels: string }) => {
    write(names.images, encodeIdx({ shape: [count, 28, 28], data: pixels }));
    write(names.labels, encodeIdx({ shape: [count], data: labels }));
  };
  writeSet(train, dataFiles.train);
  writeSet(test, dataFiles.test);
  write(FIRST_IMAGE_FILE, test.pixels.subarray(0, IMAGE_SIZE));

  const layers = parametersOf(model);
  write(PARAMETERS_FILE, encodeParameters(layers));
  write(MODEL_FILE, model.save());
  write(onnxFiles.uint8, encodeNetwork(layers, 'uint8'));
  write(onnxFiles.float32, encodeNetwork(layers, 'float32'));
}

function parametersOf(model: Model): DenseParameters[] {
  return model.getParameters().map(([weights, biases]) => ({
    inputs: weights.shape[0],
    outputs: weights.shape[1],
    weights: Float32Array.from(weights.data),
    biases: Float32Array.from(biases.data),
  }));
}
