/** A thread that holds models and asks them. */
import { Model, Tensor, UserError } from '@fmnist/core';
import { Classifier, countParameters, holdsNovelty, unpackModel } from '@fmnist/models';
import { weightsSha256 } from '@fmnist/models/node';
import { answerTasks } from '../workers/answer-tasks';
import type { InferenceResult, InferenceTask, ModelFacts, Pixels, Shown } from './inference-task';
import { packShown } from './packed-shown';
import { PIXELS } from './pixels-per-picture';

const classifiers = new Map<string, Classifier>();

answerTasks<InferenceTask, InferenceResult>(async (task) => {
  switch (task.type) {
    case 'load':
      return { type: 'loaded', facts: await load(task.key, task.bytes, task.batchSize) };
    case 'unload':
      classifiers.delete(task.key);
      return { type: 'unloaded' };
    case 'classify': {
      const classifier = classifiers.get(task.key);
      if (!classifier) throw new Error(`No model ${task.key} is loaded`);
      const start = performance.now();
      const images = new Tensor(task.pixels, [task.pixels.length / PIXELS, PIXELS]);
      const shown: Shown[] = await classifier.classify(images);
      for (const row of task.explained) {
        const pixels = task.pixels.subarray(row * PIXELS, (row + 1) * PIXELS);
        shown[row] = { ...shown[row], saliency: saliencyOf(classifier.model, pixels, shown[row].class) };
      }
      return { type: 'classified', shown: packShown(shown), seconds: (performance.now() - start) / 1000 };
    }
  }
});

/** Loads a model and asks it, alone and in a batch, so that what it needs is there before anybody waits for it. */
async function load(key: string, bytes: Uint8Array, batchSize: number): Promise<ModelFacts> {
  const classifier = new Classifier(holdsNovelty(bytes) ? unpackModel(bytes) : Model.load(bytes));
  const { model } = classifier;
  const inputs = model.inputShape.reduce((product, length) => product * length, 1);
  if (inputs !== PIXELS) {
    throw new UserError(`it is a model of ${inputs} inputs; pictures here have ${PIXELS} pixels`);
  }
  for (const rows of new Set([1, batchSize])) {
    const pixels = Uint8Array.from({ length: rows * PIXELS }, (_, index) => (index * 37) % 256);
    for (const { probabilities } of await classifier.classify(new Tensor(pixels, [rows, PIXELS]))) {
      const sum = probabilities.reduce((total, each) => total + each, 0);
      if (!(Math.abs(sum - 1) < 1e-3)) throw new UserError(`its probabilities sum up to ${sum}, not to 1`);
    }
  }
  classifiers.set(key, classifier);
  const [only] = await classifier.classify(new Tensor(new Uint8Array(PIXELS), [1, PIXELS]));
  return {
    labels: classifier.labels,
    parameters: countParameters(model),
    weightsSha256: weightsSha256(model),
    tellsNovelty: only.outOfDistribution !== undefined,
  };
}

function saliencyOf(model: Model, pixels: Pixels, classIndex: number): Uint8Array {
  const sizes = Float32Array.from(model.inputGradient(pixels, classIndex), Math.abs);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return Uint8Array.from(sizes, (size) => (largest > 0 ? Math.round((255 * size) / largest) : 0));
}
