import { Dense, Model, Tensor, UserError } from '@fmnist/core';

const PIXELS = 28 * 28;
/** How many neurons can be looked at. */
const SHOWN = 64;

/** One picture's way through a network of dense layers, in the model's own numbers. */
export interface Walk {
  /** x: what the first dense layer is given, a number a pixel. */
  readonly inputs: Float32Array;
  /** How many neurons the first layer has. */
  readonly neurons: number;
  /** W of the neurons that can be looked at [shown, 784]. */
  readonly weights: Float32Array;
  readonly shown: number;
  readonly biases: Float32Array;
  /** z = W·x + b of each neuron. */
  readonly sums: Float32Array;
  /** Of each neuron, what it passes on. */
  readonly activations: Float32Array;
  /** Whether a BatchNorm stands between the sum and the ReLU. */
  readonly isNormalized: boolean;
  /** Of each class, what goes into the softmax. */
  readonly scores: Float32Array;
  readonly probabilities: Float32Array;
  /** ∂L/∂z of each neuron, with L the loss −ln p of the class that the picture shows. */
  readonly gradients: Float32Array;
}

/**
 * Follows a picture through a network.
 * @param pixels 784 bytes
 * @param shows the index of the class that it shows
 * @throws UserError where the network does not begin with a dense layer that sees the pixels, and end in a softmax.
 */
export async function walk(model: Model, pixels: Uint8Array, shows: number): Promise<Walk> {
  const { layers } = model;
  const first = layers.findIndex(({ type }) => type !== 'Rescale' && type !== 'Flatten');
  const dense = layers[first];
  if (!(dense instanceof Dense) || dense.inputs !== PIXELS || layers.at(-1)?.type !== 'Softmax') {
    throw new UserError(
      'This walk is for networks of dense layers, such as mlp, or original once it is trained',
    );
  }
  const picture = new Tensor(pixels, [1, ...model.inputShape]);
  const before = first === 0 ? undefined : part(model, 0, first);
  const given = before ? await before.predict(picture) : picture;
  const inputs = Float32Array.from(given.data);
  const { weights, biases } = dense.getParameters();
  const sums = sumsOf(inputs, weights.data, biases.data);
  const relu = layers.findIndex(({ type }, index) => index > first && type === 'ReLU');
  const activated = await part(model, first + 1, relu + 1).predict(new Tensor(sums, [1, sums.length]));
  // Without the softmax: its gradient with the loss is p − y, as the core computes it.
  const rest = part(model, first + 1, layers.length - 1);
  const { data: scores } = await rest.predict(new Tensor(sums, [1, sums.length]));
  const probabilities = Float32Array.from(model.predictSample(pixels));
  const gradients = new Float32Array(sums.length);
  probabilities.forEach((probability, c) => {
    const slope = rest.inputGradient(sums, c);
    const error = probability - (c === shows ? 1 : 0);
    for (let j = 0; j < gradients.length; j++) gradients[j] += error * slope[j];
  });
  const shown = Math.min(SHOWN, dense.outputs);
  return {
    inputs,
    neurons: dense.outputs,
    weights: Float32Array.from(
      { length: shown * PIXELS },
      (_, i) => weights.data[(i % PIXELS) * dense.outputs + Math.floor(i / PIXELS)],
    ),
    shown,
    biases: Float32Array.from(biases.data),
    sums,
    activations: Float32Array.from(activated.data),
    isNormalized: layers[first + 1]?.type === 'BatchNorm',
    scores: Float32Array.from(scores),
    probabilities,
    gradients,
  };
}

function sumsOf(x: Float32Array, weights: ArrayLike<number>, biases: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: biases.length }, (_, j) => {
    let sum = biases[j];
    for (let i = 0; i < x.length; i++) sum += x[i] * weights[i * biases.length + j];
    return sum;
  });
}

/** Some layers of a model, one after the other, as a model of their own. */
function part(model: Model, from: number, until: number): Model {
  const { dtype, layers, inputShape } = model.config();
  const learnedBefore = (end: number) =>
    model.layers.slice(0, end).filter(({ parameters }) => parameters.length > 0).length;
  const before = model.steps[from - 1];
  return Model.fromConfig(
    {
      dtype,
      inputShape: before ? before.outputShape : (inputShape ?? model.inputShape),
      layers: layers.slice(from, until),
    },
    { parameters: model.getParameters().slice(learnedBefore(from), learnedBefore(until)) },
  );
}
