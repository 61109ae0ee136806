import type { Kernels, Matrix } from '../kernels/kernels';
import { blockOf, type Layer, type LayerBatch, type Pass } from '../layers/layer';
import { sizeOf } from '../tensor/shape';
import type { GradientRoom } from './gradient-room';
import type { Network } from './network';

/** A layer with its part of a batch's room. */
export interface StepBatch {
  readonly layer: Layer;
  readonly batch: LayerBatch;
}

/** How many numbers of a layer's output at once the processor is to keep close. */
const CLOSE_NUMBERS = 131_072;

/**
 * The room a batch needs on its way through a network: what goes in, and what each layer puts out. It is made once and used
 * for every batch of up to `capacity` rows.
 */
export class NetworkBatch {
  readonly input: Matrix;
  readonly predictions: Matrix;
  readonly steps: readonly StepBatch[];
  readonly pass: Pass = { training: false, seed: 0, firstRow: 0 };
  readonly #rowsAtOnce: number;

  /** @param gradients room for the way back, to learn; without it there is none */
  constructor(
    { steps, inputShape }: Network,
    kernels: Kernels,
    readonly capacity: number,
    gradients?: GradientRoom,
  ) {
    const learns = gradients !== undefined;
    const widest = Math.max(...steps.map(({ outputShape }) => sizeOf(outputShape)));
    this.#rowsAtOnce = Math.max(1, Math.floor(CLOSE_NUMBERS / widest));
    this.input = kernels.createMatrix(capacity, sizeOf(inputShape));
    const outputs: Matrix[] = [];
    /** A matrix for what each step puts out, or that of the step before where the one may write over what the other left. */
    for (const { layer, from, outputShape } of steps) {
      const takers = steps.filter((step) => step.from === from || step.shortcut === from);
      const isFree = from >= 0 && takers.length === 1 && !(learns && steps[from].layer.needsOutput);
      outputs.push(
        layer.overwritesInput && isFree ? outputs[from] : kernels.createMatrix(capacity, sizeOf(outputShape)),
      );
    }
    this.predictions = outputs[outputs.length - 1];
    const nothing = kernels.createMatrix(0, 0);
    const blocks = learns ? blockOf(capacity - 1) + 1 : 1;
    const outputOf = (step: number) => (step < 0 ? this.input : outputs[step]);
    this.steps = steps.map(({ layer, from, shortcut, inputShape }, index) => ({
      layer,
      batch: {
        kernels,
        input: outputOf(from),
        output: outputs[index],
        inputGradients: gradients?.ofInput.get(index) ?? nothing,
        outputGradients: gradients?.ofOutput.get(index) ?? nothing,
        shortcut: shortcut === undefined ? undefined : outputOf(shortcut),
        scratch: learns
          ? layer.scratchColumns(inputShape).map((columns) => kernels.createMatrix(capacity, columns))
          : [],
        blocks: layer
          .blockMatrices(kernels, learns)
          .map(({ rows, columns }) => kernels.createMatrix(blocks * rows, columns)),
        pass: this.pass,
        index,
      },
    }));
  }

  /** Takes rows `start` to `end` from `input` to `predictions`, outside training. */
  forward(start: number, end: number): void {
    this.inPortions(start, end, (from, to) => this.forwardSteps(0, this.steps.length, from, to));
  }

  /** Does something with rows `start` to `end`, so many at once that the processor keeps them close. */
  inPortions(start: number, end: number, work: (start: number, end: number) => void): void {
    for (let row = start; row < end; row += this.#rowsAtOnce) {
      work(row, Math.min(end, row + this.#rowsAtOnce));
    }
  }

  /** Takes rows `start` to `end` through the steps from `first` up to, not including, `bound`. */
  protected forwardSteps(first: number, bound: number, start: number, end: number): void {
    for (let index = first; index < bound; index++) {
      const { layer, batch } = this.steps[index];
      layer.forward(batch, start, end);
    }
  }
}
