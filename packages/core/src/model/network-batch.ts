import type { Kernels, Matrix } from '../kernels/kernels';
import type { LayerBatch, Pass } from '../layers/layer';
import { Softmax } from '../layers/softmax';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import type { Loss, LossBatch } from '../losses/loss';
import { sizeOf } from '../tensor/shape';
import type { Network } from './network';

/**
 * The room a batch needs on its way through a network: what goes in, what each layer puts out, and, to learn, the
 * gradients on the way back. It is made once and used for every batch of up to `capacity` rows.
 */
export class NetworkBatch {
  readonly input: Matrix;
  readonly predictions: Matrix;
  readonly layers: readonly LayerBatch[];
  readonly pass: Pass = { training: false, seed: 0, firstRow: 0 };
  readonly #network: Network;
  readonly #kernels: Kernels;
  /** The lowest layer that learns: gradients are taken back to it, and no further. */
  readonly #lowest: number;

  /** @param learning whether to make room for gradients */
  constructor(
    network: Network,
    kernels: Kernels,
    readonly capacity: number,
    learning: boolean,
  ) {
    this.#network = network;
    this.#kernels = kernels;
    this.#lowest = network.layers.findIndex(({ parameters }) => parameters.length > 0);
    this.input = kernels.createMatrix(capacity, sizeOf(network.inputShape));
    const nothing = kernels.createMatrix(0, 0);
    let input = this.input;
    let inputGradients = nothing;
    let learnsBelow = false;
    this.layers = network.layers.map((layer, index) => {
      const columns = sizeOf(network.outputShapes[index]);
      const inputShape = index === 0 ? network.inputShape : network.outputShapes[index - 1];
      learnsBelow ||= layer.parameters.length > 0;
      const output = kernels.createMatrix(capacity, columns);
      const outputGradients = learning && learnsBelow ? kernels.createMatrix(capacity, columns) : nothing;
      const scratch = learning
        ? layer.scratchColumns(inputShape).map((width) => kernels.createMatrix(capacity, width))
        : [];
      const batch: LayerBatch = {
        kernels,
        input,
        output,
        inputGradients,
        outputGradients,
        scratch,
        pass: this.pass,
        index,
      };
      input = output;
      inputGradients = outputGradients;
      return batch;
    });
    this.predictions = input;
  }

  /** Takes rows `start` to `end` from `input` to `predictions`. */
  forward(start: number, end: number): void {
    const { layers } = this.#network;
    for (let index = 0; index < layers.length; index++) layers[index].forward(this.layers[index], start, end);
  }

  /**
   * Takes rows `start` to `end` of the loss's gradient back to the lowest layer that learns. Softmax under categorical
   * cross-entropy is one step (the book's chapter 9).
   */
  backward(loss: Loss, target: LossBatch, batchRows: number, start: number, end: number): void {
    const { layers } = this.#network;
    let last = layers.length - 1;
    if (layers[last] instanceof Softmax && loss instanceof CategoricalCrossEntropy) {
      const { kernels, output, inputGradients } = this.layers[last];
      kernels.softmaxCrossEntropyGradients(output, target.classes, batchRows, inputGradients, start, end);
      last--;
    } else {
      loss.backward(target, this.layers[last].outputGradients, batchRows, start, end);
    }
    for (let index = last; index > this.#lowest; index--)
      layers[index].backward(this.layers[index], start, end);
  }

  /** The first layer whose output has a number that is not finite in the first `rows` rows, or `input`. */
  firstNonFinite(rows: number): string | undefined {
    const isBroken = (matrix: Matrix) => !this.#kernels.isFinite(matrix, 0, rows);
    if (isBroken(this.input)) return 'the input';
    return this.#network.layers[this.layers.findIndex(({ output }) => isBroken(output))]?.name;
  }
}
