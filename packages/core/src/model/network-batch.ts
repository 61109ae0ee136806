import type { Kernels, Matrix } from '../kernels/kernels';
import { BatchLayer } from '../layers/batch-layer';
import { blockOf, type Layer, type LayerBatch, type Pass } from '../layers/layer';
import { Softmax } from '../layers/softmax';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import type { Loss, LossBatch } from '../losses/loss';
import { sizeOf } from '../tensor/shape';
import { createGradientRoom, type GradientRoom } from './gradient-room';
import type { Network } from './network';

/** A layer with its part of a batch's room. */
export interface StepBatch {
  readonly layer: Layer;
  readonly batch: LayerBatch;
  /** Whether gradients are to be passed on through the layer. */
  readonly passesGradients: boolean;
  /** What is then to be added to its input gradients: what its input got from other layers. */
  readonly otherGradients: readonly Matrix[];
}

/** How many numbers of a layer's output at once the processor is to keep close. */
const CLOSE_NUMBERS = 131_072;

/**
 * The room a batch needs on its way through a network: what goes in, what each layer puts out, and, to learn, the
 * gradients on the way back. It is made once and used for every batch of up to `capacity` rows.
 *
 * While learning, the way is cut into segments: a layer that looks at the whole batch begins a new one, which may only be
 * entered when all rows have been through the one before. On the way back the same holds in the opposite order.
 */
export class NetworkBatch {
  readonly input: Matrix;
  readonly predictions: Matrix;
  readonly steps: readonly StepBatch[];
  /** How many segments there are: one more than layers that look at the whole batch. */
  readonly segments: number;
  readonly pass: Pass = { training: false, seed: 0, firstRow: 0 };
  readonly #kernels: Kernels;
  readonly #loss: Loss | undefined;
  /** A loss that goes back through the softmax before it in one step (the book's chapter 9). */
  readonly #fusedLoss: CategoricalCrossEntropy | undefined;
  /** The first step of each segment, and the end. */
  readonly #bounds: readonly number[];
  readonly #rowsAtOnce: number;

  /** @param loss what to learn from; without it there is no way back */
  constructor(
    network: Network,
    kernels: Kernels,
    readonly capacity: number,
    loss?: Loss,
  ) {
    const { steps, learned } = network;
    this.#kernels = kernels;
    this.#loss = loss;
    const endsInSoftmax = steps.at(-1)?.layer instanceof Softmax;
    this.#fusedLoss = endsInSoftmax && loss instanceof CategoricalCrossEntropy ? loss : undefined;
    const batchLayers = steps.flatMap(({ layer }, index) => (layer instanceof BatchLayer ? [index] : []));
    this.#bounds = [0, ...batchLayers, steps.length];
    this.segments = batchLayers.length + 1;
    const widest = Math.max(...steps.map(({ outputShape }) => sizeOf(outputShape)));
    this.#rowsAtOnce = Math.max(1, Math.floor(CLOSE_NUMBERS / widest));
    this.input = kernels.createMatrix(capacity, sizeOf(network.inputShape));
    const outputs = this.#createOutputs(network);
    this.predictions = outputs[outputs.length - 1];
    const nothing = kernels.createMatrix(0, 0);
    const gradients: GradientRoom | undefined = loss && createGradientRoom(network, kernels, capacity);
    const blocks = loss ? blockOf(capacity - 1) + 1 : 1;
    const outputOf = (step: number) => (step < 0 ? this.input : outputs[step]);
    this.steps = steps.map(({ layer, from, shortcut, inputShape }, index) => ({
      layer,
      passesGradients: learned[from] ?? false,
      otherGradients: gradients?.others.get(index) ?? [],
      batch: {
        kernels,
        input: outputOf(from),
        output: outputs[index],
        inputGradients: gradients?.ofInput.get(index) ?? nothing,
        outputGradients: gradients?.ofOutput.get(index) ?? nothing,
        shortcut: shortcut === undefined ? undefined : outputOf(shortcut),
        scratch: loss
          ? layer.scratchColumns(inputShape).map((columns) => kernels.createMatrix(capacity, columns))
          : [],
        blocks: layer
          .blockMatrices(kernels, loss !== undefined)
          .map(({ rows, columns }) => kernels.createMatrix(blocks * rows, columns)),
        pass: this.pass,
        index,
      },
    }));
  }

  /** A matrix for what each step puts out, or that of the step before where the one may write over what the other left. */
  #createOutputs({ steps }: Network): Matrix[] {
    const outputs: Matrix[] = [];
    for (const { layer, from, outputShape } of steps) {
      const takers = steps.filter((step) => step.from === from || step.shortcut === from);
      const isFree = from >= 0 && takers.length === 1 && !(this.#loss && steps[from].layer.needsOutput);
      outputs.push(
        layer.overwritesInput && isFree
          ? outputs[from]
          : this.#kernels.createMatrix(this.capacity, sizeOf(outputShape)),
      );
    }
    return outputs;
  }

  /** Takes rows `start` to `end` from `input` to `predictions`, outside training. */
  forward(start: number, end: number): void {
    this.inPortions(start, end, (from, to) => this.#forward(0, this.steps.length, from, to));
  }

  /** Does something with rows `start` to `end`, so many at once that the processor keeps them close. */
  inPortions(start: number, end: number, work: (start: number, end: number) => void): void {
    for (let row = start; row < end; row += this.#rowsAtOnce) {
      work(row, Math.min(end, row + this.#rowsAtOnce));
    }
  }

  /** Takes rows through a segment, and measures them for the layer that begins the next. */
  forwardThrough(segment: number, start: number, end: number): void {
    const bound = this.#bounds[segment + 1];
    this.#forward(this.#bounds[segment], bound, start, end);
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
    else this.#loss?.backward(target, outputGradients, rows, start, end);
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
      this.#backward(this.steps[index], start, end);
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

  #forward(from: number, to: number, start: number, end: number): void {
    for (let index = from; index < to; index++) {
      const { layer, batch } = this.steps[index];
      layer.forward(batch, start, end);
    }
  }

  #backward({ layer, batch, passesGradients, otherGradients }: StepBatch, start: number, end: number): void {
    layer.gatherGradients(batch, start, end);
    if (!passesGradients) return;
    const { inputGradients } = batch;
    layer.backward(batch, start, end);
    for (const other of otherGradients) {
      this.#kernels.add(inputGradients, other, inputGradients, start, end);
    }
  }

  #batchLayerAt(index: number): { readonly layer: BatchLayer; readonly batch: LayerBatch } | undefined {
    const step = this.steps[index];
    return step?.layer instanceof BatchLayer ? { layer: step.layer, batch: step.batch } : undefined;
  }
}
