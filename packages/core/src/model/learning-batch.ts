import type { Kernels, Matrix } from '../kernels/kernels';
import { BatchLayer } from '../layers/batch-layer';
import type { LayerBatch } from '../layers/layer';
import { Softmax } from '../layers/softmax';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import type { Loss, LossBatch } from '../losses/loss';
import { createGradientRoom } from './gradient-room';
import type { Network } from './network';
import { NetworkBatch } from './network-batch';

/**
 * A batch that is learned from: with room for the gradients on the way back.
 *
 * The way is cut into segments: a layer that looks at the whole batch begins a new one, which may only be entered when all
 * rows have been through the one before. On the way back the same holds in the opposite order.
 */
export class LearningBatch extends NetworkBatch {
  /** How many segments there are: one more than layers that look at the whole batch. */
  readonly segments: number;
  readonly #kernels: Kernels;
  readonly #loss: Loss;
  /** A loss that goes back through the softmax before it in one step (the book's chapter 9). */
  readonly #fusedLoss: CategoricalCrossEntropy | undefined;
  /** The first step of each segment, and the end. */
  readonly #bounds: readonly number[];
  /** Of each step, whether gradients are to be passed on through its layer. */
  readonly #passesGradients: readonly boolean[];
  /** What is then to be added to a step's input gradients: what its input got from other layers. */
  readonly #otherGradients: ReadonlyMap<number, readonly Matrix[]>;

  constructor(network: Network, kernels: Kernels, capacity: number, loss: Loss) {
    const gradients = createGradientRoom(network, kernels, capacity);
    super(network, kernels, capacity, gradients);
    const { steps, learned } = network;
    this.#kernels = kernels;
    this.#loss = loss;
    const endsInSoftmax = steps.at(-1)?.layer instanceof Softmax;
    this.#fusedLoss = endsInSoftmax && loss instanceof CategoricalCrossEntropy ? loss : undefined;
    const batchLayers = steps.flatMap(({ layer }, index) => (layer instanceof BatchLayer ? [index] : []));
    this.#bounds = [0, ...batchLayers, steps.length];
    this.segments = batchLayers.length + 1;
    this.#passesGradients = steps.map(({ from }) => learned[from] ?? false);
    this.#otherGradients = gradients.others;
  }

  /** Takes rows through a segment, and measures them for the layer that begins the next. */
  forwardThrough(segment: number, start: number, end: number): void {
    const bound = this.#bounds[segment + 1];
    this.forwardSteps(this.#bounds[segment], bound, start, end);
    const next = this.#batchLayerAt(bound);
    next?.layer.measure(next.batch, start, end);
  }

  /** Makes the layer that begins a segment ready for its first `rows` rows. */
  combine(segment: number, rows: number): void {
    const first = this.#batchLayerAt(this.#bounds[segment]);
    first?.layer.combine(first.batch, rows);
  }

  /** The gradients of the loss with respect to the predictions of rows `start` to `end`. */
  lossGradients(target: LossBatch, rows: number, start: number, end: number): void {
    const { inputGradients, outputGradients } = this.steps[this.steps.length - 1].batch;
    if (this.#fusedLoss) this.#fusedLoss.backwardThroughSoftmax(target, inputGradients, rows, start, end);
    else this.#loss.backward(target, outputGradients, rows, start, end);
  }

  /**
   * Takes the gradients of rows back through the layers of a segment, down to the lowest that learns, but for the layer
   * that begins the segment: for that they are measured. Back through it goes {@link backwardThrough} of the segment before.
   */
  backwardThrough(segment: number, start: number, end: number): void {
    const last = this.#fusedLoss ? this.steps.length - 2 : this.steps.length - 1;
    const from = Math.min(last, this.#bounds[segment + 1]);
    const bound = this.#bounds[segment];
    const first = this.#batchLayerAt(bound);
    for (let index = from; index > bound || (index === bound && !first); index--) {
      this.#backward(index, start, end);
    }
    first?.layer.measureGradients(first.batch, start, end);
  }

  /** Makes the layer that begins a segment ready for the way back of its first `rows` rows. */
  combineGradients(segment: number, rows: number): void {
    const first = this.#batchLayerAt(this.#bounds[segment]);
    first?.layer.combineGradients(first.batch, rows);
  }

  /** The first layer whose output has a number that is not finite in the first `rows` rows, or `input`. */
  firstNonFinite(rows: number): string | undefined {
    const isBroken = (matrix: Matrix) => !this.#kernels.isFinite(matrix, 0, rows);
    if (isBroken(this.input)) return 'the input';
    return this.steps.find(({ batch }) => isBroken(batch.output))?.layer.name;
  }

  #backward(index: number, start: number, end: number): void {
    const { layer, batch } = this.steps[index];
    layer.gatherGradients(batch, start, end);
    if (!this.#passesGradients[index]) return;
    const { inputGradients } = batch;
    layer.backward(batch, start, end);
    for (const other of this.#otherGradients.get(index) ?? []) {
      this.#kernels.add(inputGradients, other, inputGradients, start, end);
    }
  }

  #batchLayerAt(index: number): { readonly layer: BatchLayer; readonly batch: LayerBatch } | undefined {
    const step = this.steps[index];
    return step?.layer instanceof BatchLayer ? { layer: step.layer, batch: step.batch } : undefined;
  }
}
