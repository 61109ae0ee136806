import type { Activations, Kernels } from '../kernels/kernels';
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
  readonly input: Activations;
  readonly predictions: Activations;
  readonly layers: readonly LayerBatch[];
  readonly pass: Pass = { training: false, seed: 0, firstRow: 0 };
  readonly #network: Network;

  /** @param learning whether to make room for gradients */
  constructor(
    network: Network,
    kernels: Kernels,
    readonly capacity: number,
    learning: boolean,
  ) {
    this.#network = network;
    this.input = kernels.createActivations(capacity, sizeOf(network.inputShape));
    const nothing = kernels.createActivations(0, 0);
    let input = this.input;
    let inputGradients = nothing;
    let learnsBelow = false;
    this.layers = network.layers.map((layer, index) => {
      const columns = sizeOf(network.outputShapes[index]);
      const inputShape = index === 0 ? network.inputShape : network.outputShapes[index - 1];
      learnsBelow ||= layer.parameters.length > 0;
      const output = kernels.createActivations(capacity, columns);
      const outputGradients =
        learning && learnsBelow ? kernels.createActivations(capacity, columns) : nothing;
      const scratch = learning
        ? layer.scratchColumns(inputShape).map((width) => kernels.createActivations(capacity, width))
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
    this.#network.layers.forEach((layer, index) => {
      layer.forward(this.layers[index], start, end);
    });
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
    const lowest = layers.findIndex((layer) => layer.parameters.length > 0);
    for (let index = last; index > lowest; index--) layers[index].backward(this.layers[index], start, end);
  }

  /** The first layer whose output has a number that is not finite in the first `rows` rows, or `input`. */
  firstNonFinite(rows: number): string | undefined {
    if (!areFinite(this.input, rows)) return 'the input';
    const index = this.layers.findIndex(({ output }) => !areFinite(output, rows));
    return this.#network.layers[index]?.name;
  }
}

function areFinite({ values, columns }: Activations, rows: number): boolean {
  return values.subarray(0, rows * columns).every(Number.isFinite);
}
