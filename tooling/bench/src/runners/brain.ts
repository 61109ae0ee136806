import brain from 'brain.js';
import { CLASSES, IMAGE_SIZE } from '../images';
import type { DenseParameters } from './parameters';
import { readParameters } from './read-parameters';
import type { Runner } from './runner';

/** Added to all scores: brain.js ends in a ReLU, which would cut negative ones off. The order stays. */
const SCORE_OFFSET = 100;

/** brain.js. It takes one image at a time and gives scores, as its ReLU network knows no softmax. */
export function createBrainRunner(): Runner {
  return {
    predictors: [
      {
        setup: 'scores, no softmax',
        input: 'float32',
        load: async (folder) => {
          const network = new brain.NeuralNetwork();
          network.fromJSON(toJson(readParameters(folder)));
          return (pixels, images) => {
            const predictions = new Float32Array(images * CLASSES);
            for (let image = 0; image < images; image++) {
              const input = pixels.subarray(image * IMAGE_SIZE, (image + 1) * IMAGE_SIZE);
              predictions.set(network.run<typeof input, Float32Array>(input), image * CLASSES);
            }
            return predictions;
          };
        },
      },
    ],
  };
}

/** The network in brain.js' own format: each layer an object of nodes, each node's weights an object of numbers. */
function toJson(layers: readonly DenseParameters[]) {
  const inputLayer = Object.fromEntries(Array.from({ length: IMAGE_SIZE }, (_, node) => [node, {}]));
  const offsetOf = (index: number) => (index === layers.length - 1 ? SCORE_OFFSET : 0);
  return {
    sizes: [IMAGE_SIZE, ...layers.map(({ outputs }) => outputs)],
    layers: [inputLayer, ...layers.map((layer, index) => toJsonLayer(layer, offsetOf(index)))],
    inputLookup: false,
    outputLookup: false,
    activation: 'relu' as const,
    trainOpts: {},
  };
}

function toJsonLayer({ inputs, outputs, weights, biases }: DenseParameters, offset: number) {
  return Object.fromEntries(
    Array.from({ length: outputs }, (_, node) => {
      const column = Array.from({ length: inputs }, (__, input) => [input, weights[input * outputs + node]]);
      return [node, { bias: biases[node] + offset, weights: Object.fromEntries(column) }];
    }),
  );
}
