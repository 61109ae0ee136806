import type { Kernels, Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { RandomStream } from '../random/random-stream';
import type { Shape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import type { TensorPlace } from './layer-tensors';

/**
 * Rows of a batch that are worked on by one hand, and whose contributions to a sum are added up before those of other
 * blocks: sums over a batch go block by block, so that they are the same whoever does which.
 */
export const ROWS_PER_BLOCK = 16;

/**
 * One step of the way from pixels to probabilities: a function of a batch, its derivative, and perhaps parameters.
 *
 * A layer has three jobs. {@link forward} and {@link backward} work on a range of rows of the batch, because no
 * sample depends on another; {@link parameterGradients} works on a range of rows of a parameter, because a
 * parameter's gradient sums over the whole batch. A layer knows nothing of threads: whoever calls it decides which
 * ranges run where, and the result is the same to the last bit.
 */
export abstract class Layer {
  /** The layer's kind: the name of its class. */
  abstract readonly type: string;
  /** What messages and summaries call this layer, as `Dense 2`. Set by the model. */
  name = '';
  /** What training changes. Empty before the model is finalized, and for layers that learn nothing. */
  parameters: readonly Parameter[] = [];

  /** Layers inside of this one, in the order in which data passes them. */
  get inner(): readonly Layer[] {
    return [];
  }

  /** What users may read and replace, and files hold: the parameters, and what else a layer remembers. */
  get tensors(): readonly TensorPlace[] {
    return this.parameters;
  }

  /** The kernels it calls, beside those that every network has. */
  get kernelSets(): readonly KernelSet[] {
    return [];
  }

  /** The size of a sample the layer insists on, where it does. */
  get inputSize(): number | undefined {
    return undefined;
  }

  /**
   * The shape of one sample going out, given that of one coming in.
   * @throws UserError where the layer cannot take such a sample.
   */
  outputShape(inputShape: Shape): Shape {
    return inputShape;
  }

  /**
   * Creates {@link parameters} in the kernels' memory.
   * @param _passesGradients whether a layer before this one learns, so that {@link backward} will be called
   */
  build(_kernels: Kernels, _passesGradients: boolean): void {}

  /** Gives {@link parameters} their initial values. */
  initialize(_random: RandomStream): void {}

  /** The columns of buffers the layer wants beside its output, one batch each: `LayerBatch.scratch`. */
  scratchColumns(_inputShape: Shape): readonly number[] {
    return [];
  }

  /** The matrices the layer wants for each block of rows: `LayerBatch.blocks`. @param _learning whether gradients will be asked for */
  blockMatrices(_kernels: Kernels, _learning: boolean): readonly BlockMatrix[] {
    return [];
  }

  /** Whether {@link forward} may write over its input: number by number, and {@link backward} does not look at it. */
  get overwritesInput(): boolean {
    return false;
  }

  /** Whether {@link backward} may write over the gradients of the output: number by number. */
  get overwritesGradients(): boolean {
    return false;
  }

  /** Whether {@link backward} looks at what {@link forward} put out. */
  get needsOutput(): boolean {
    return false;
  }

  /** Computes rows `start` to `end` of `batch.output`. */
  abstract forward(batch: LayerBatch, start: number, end: number): void;

  /** Computes rows `start` to `end` of `batch.inputGradients` from those of `batch.outputGradients`. */
  abstract backward(batch: LayerBatch, start: number, end: number): void;

  /**
   * Adds what rows `start` to `end`, all of one block, contribute to the gradients of parameters to the sums of their
   * block; the rows of a block come in order. For layers that gather so much from each row that it must not wait.
   */
  gatherGradients(_batch: LayerBatch, _start: number, _end: number): void {}

  /** Computes rows `start` to `end` of a parameter's `gradients`, from the first `batchRows` rows of the batch. */
  parameterGradients(
    _parameter: Parameter,
    _batch: LayerBatch,
    _batchRows: number,
    _start: number,
    _end: number,
  ): void {}

  /**
   * Brings what {@link backward} keeps of a parameter's rows `start` to `end` up to date. Called whenever they have
   * changed.
   */
  settle(_parameter: Parameter, _start: number, _end: number): void {}

  /** Copies of what users may read, in the order of {@link tensors}. */
  getParameters(): readonly Tensor[] {
    return [];
  }

  /**
   * Replaces what users may replace, given in the order of {@link tensors}.
   * @throws UserError where a shape is another.
   */
  setParameters(..._tensors: readonly Tensor[]): void {}

  /** The layer's kind and options as plain data, from which a model file makes it again. */
  abstract config(): LayerConfig;
}

/** A layer as plain data. */
export interface LayerConfig {
  readonly type: string;
  readonly [option: string]: string | number | boolean | readonly LayerConfig[];
}

/** The size of a matrix that each block of rows has for itself. */
export interface BlockMatrix {
  readonly rows: number;
  readonly columns: number;
}

/** What a layer reads and writes while one batch passes through it. */
export interface LayerBatch {
  readonly kernels: Kernels;
  readonly input: Matrix;
  readonly output: Matrix;
  /** The derivative of the loss with respect to `input`: written by `backward`. */
  readonly inputGradients: Matrix;
  /** The derivative of the loss with respect to `output`. */
  readonly outputGradients: Matrix;
  readonly scratch: readonly Matrix[];
  /** What `blockMatrices` asked for: of each, those of all blocks below each other. */
  readonly blocks: readonly Matrix[];
  /** What a layer that joins two ways gets by the shorter one. */
  readonly shortcut: Matrix | undefined;
  readonly pass: Pass;
  /** The layer's position in the model, from 0. */
  readonly index: number;
}

/** What the whole network is doing while a batch passes through it. */
export interface Pass {
  /** Whether layers that behave otherwise in training (dropout) should. */
  training: boolean;
  /** The seed of everything random in the pass. */
  seed: number;
  /** The number of training rows before this batch, over all epochs: what seeded numbers are counted by. */
  firstRow: number;
}

/** The block that a row belongs to. */
export function blockOf(row: number): number {
  return Math.floor(row / ROWS_PER_BLOCK);
}

/** The first row of a block. */
export function firstRowOf(block: number): number {
  return block * ROWS_PER_BLOCK;
}

/** A matrix that training changes, with everything that is kept about it. All matrices are laid out alike. */
export interface Parameter {
  /** `weights` or `biases`. */
  readonly name: string;
  /** The shape users see: `[inputs, outputs]` or `[outputs]`. */
  readonly shape: Shape;
  readonly matrix: Matrix;
  /** The derivative of the loss with respect to `matrix`, as of the last training step. */
  readonly gradients: Matrix;
  /** λ₁ of the L1 penalty λ₁·Σ|w|. */
  readonly l1: number;
  /** λ₂ of the L2 penalty λ₂·Σw². */
  readonly l2: number;
}
