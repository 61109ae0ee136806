import { UserError } from '../errors';
import { makeLayer } from '../formats/components';
import { ConfigReader } from '../formats/config-reader';
import type { Kernels, Matrix } from '../kernels/kernels';
import { flattenLayers } from '../layers/flatten-layers';
import { JoiningLayer } from '../layers/joining-layer';
import type { Layer, LayerBatch, Pass } from '../layers/layer';
import { Softmax } from '../layers/softmax';
import { allocate, type Floats, type TensorData } from '../tensor/dtype';
import { sizeOf } from '../tensor/shape';
import { buildNetwork, type Network, type NetworkStep } from './network';

const AS_ASKED: Pass = { training: false, seed: 0, firstRow: 0 };

interface Step {
  readonly layer: Layer;
  readonly batch: LayerBatch;
  /** Where its input's gradient is summed up, and that of its shortcut. */
  readonly below: readonly Matrix[];
}

/**
 * How an output of a network changes with each number that goes in, as it answers outside training.
 *
 * Training takes gradients back no further than to the lowest layer that learns, and its layers keep no more than that
 * needs. So here are the same layers once more, made to pass gradients on to the input, with room for one sample.
 */
export class InputGradient {
  readonly #original: Network;
  readonly #kernels: Kernels;
  readonly #layers: readonly Layer[];
  readonly #steps: readonly Step[];
  readonly #input: Matrix;
  readonly #gradients: ReadonlyMap<number, Matrix>;
  /** The step whose output is asked about: the last, or that before a softmax at the end. */
  readonly #asked: number;

  constructor(original: Network, kernels: Kernels) {
    this.#original = original;
    this.#kernels = kernels;
    const layers = original.layers.map((layer) => makeLayer(new ConfigReader(layer.config(), layer.name)));
    const { steps, inputShape } = buildNetwork(layers, original.inputShape, kernels, 'input');
    this.#layers = flattenLayers(layers);
    const last = steps[steps.length - 1];
    this.#asked = last.layer instanceof Softmax ? last.from : steps.length - 1;
    const sizeAfter = (step: number) => sizeOf(step < 0 ? inputShape : steps[step].outputShape);
    const forEachValue = () =>
      new Map([-1, ...steps.keys()].map((step) => [step, kernels.createMatrix(1, sizeAfter(step))]));
    const values = forEachValue();
    this.#gradients = forEachValue();
    this.#input = matrixOf(values, -1);
    this.#steps = steps.map((step, index) => this.#createStep(step, index, values));
  }

  /** How many outputs there are to ask about. */
  get outputs(): number {
    return matrixOf(this.#gradients, this.#asked).columns;
  }

  /**
   * ∂(output)/∂(sample), each number by itself.
   * @param sample the numbers of one sample, row-major
   * @throws UserError where the sample has another size, or there is no such output.
   */
  of(sample: TensorData, output: number): Floats {
    if (sample.length !== this.#input.columns) {
      throw new UserError(
        `The model expects samples of ${this.#input.columns} numbers, got ${sample.length}`,
      );
    }
    if (!Number.isInteger(output) || output < 0 || output >= this.outputs) {
      throw new UserError(`The model has the outputs 0 to ${this.outputs - 1}, so there is no ${output}`);
    }
    this.#takeParameters();
    this.#kernels.writeMatrix(this.#input, sample);
    for (const { layer, batch } of this.#steps) layer.forward(batch, 0, 1);
    for (const gradient of this.#gradients.values()) gradient.values.fill(0);
    matrixOf(this.#gradients, this.#asked).values[output] = 1;
    for (let step = this.#asked; step >= 0; step--) this.#backward(this.#steps[step]);
    const gradient = allocate(this.#kernels.dtype, sample.length);
    gradient.set(matrixOf(this.#gradients, -1).values.subarray(0, sample.length));
    return gradient;
  }

  #createStep(step: NetworkStep, index: number, values: ReadonlyMap<number, Matrix>): Step {
    const kernels = this.#kernels;
    const { layer, from, shortcut, inputShape } = step;
    const outputGradients = matrixOf(this.#gradients, index);
    const joins = layer instanceof JoiningLayer;
    const below = [from, ...(shortcut === undefined ? [] : [shortcut])];
    return {
      layer,
      below: below.map((value) => matrixOf(this.#gradients, value)),
      batch: {
        kernels,
        input: matrixOf(values, from),
        output: matrixOf(values, index),
        inputGradients: joins ? outputGradients : kernels.createMatrix(1, sizeOf(inputShape)),
        outputGradients,
        shortcut: shortcut === undefined ? undefined : matrixOf(values, shortcut),
        scratch: [],
        blocks: layer
          .blockMatrices(kernels, false)
          .map(({ rows, columns }) => kernels.createMatrix(rows, columns)),
        pass: AS_ASKED,
        index,
      },
    };
  }

  #backward({ layer, batch, below }: Step): void {
    layer.backward(batch, 0, 1);
    for (const gradient of below) this.#kernels.add(gradient, batch.inputGradients, gradient, 0, 1);
  }

  /** The model may have learned since it was asked last. */
  #takeParameters(): void {
    const originals = flattenLayers(this.#original.layers);
    this.#layers.forEach((layer, index) => {
      if (layer.parameters.length > 0) layer.setParameters(...originals[index].getParameters());
    });
  }
}

function matrixOf(matrices: ReadonlyMap<number, Matrix>, step: number): Matrix {
  const matrix = matrices.get(step);
  if (!matrix) throw new Error(`There is no step ${step}`);
  return matrix;
}
