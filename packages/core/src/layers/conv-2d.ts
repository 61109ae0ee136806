import { checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { Kernels, Matrix } from '../kernels/kernels';
import { convolutionKernels } from '../kernels/sets/convolution';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { Convolution, SlidingWindow } from '../kernels/sliding-window';
import type { RandomStream } from '../random/random-stream';
import type { Shape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { checkImage, checkWindow, type Padding, shapeOf, slide, type WindowOptions } from './image';
import { initialWeights } from './initializers';
import {
  type BlockMatrix,
  blockOf,
  firstRowOf,
  Layer,
  type LayerBatch,
  type LayerConfig,
  type Parameter,
} from './layer';
import { LayerTensors, type TensorPlace } from './layer-tensors';
import { checkWeightOptions, createBiases, createWeights, type WeightOptions } from './weight-options';

/** Default initializer: `he`. */
export interface Conv2DOptions extends WeightOptions {
  /** Height and width of the window, or both in one number. Default 3. */
  kernelSize?: number | readonly [height: number, width: number];
  /** How far the window goes at a time, down and to the right. Default 1. */
  stride?: number;
  /** What the window does at the border. Default `valid`. */
  padding?: Padding;
  /**
   * Into how many groups inputs and outputs are divided, each of which is a convolution of its own. As many as there are
   * inputs makes a depthwise convolution. Default 1.
   */
  groups?: number;
  /** Whether a bias is added; in front of a BatchNorm there is no use for one. Default true. */
  useBias?: boolean;
}

interface BuiltConv2D {
  readonly kernels: Kernels;
  readonly convolution: Convolution;
  readonly weights: Parameter;
  readonly biases: Parameter | undefined;
  /** The weights turned round, where gradients are to be passed on. */
  readonly turned: Matrix | undefined;
}

/**
 * A convolution over images (LeCun et al. 1989; Goodfellow, Bengio & Courville 2016, chapter 9): one small dense layer
 * that looks through a window at every place.
 *
 * - forward: Y[y, x] = b + Σᵢⱼ X[y·s + i − p, x·s + j − p]·W[i, j], with s the stride, p the padding, 0 outside of X
 * - backward: dX[r, c] = Σ dY[y, x]·W[i, j]ᵀ over all y, x, i, j with y·s + i − p = r and x·s + j − p = c
 * - parameters: dW[i, j] = Σ X[y·s + i − p, x·s + j − p]ᵀ·dY[y, x], db = Σ dY over all places and samples; penalties as in
 *   `Dense`
 *
 * X is [batch, height, width, inputs], Y [batch, height′, width′, outputs], b [outputs], and W
 * [inputs / groups, window height, window width, outputs], where W[c, i, j, o] is what channel c at (i, j)
 * counts for output o.
 *
 * @example new Conv2D(1, 16, { kernelSize: 3, padding: 'same' })
 */
export class Conv2D extends Layer {
  readonly type = 'Conv2D';
  readonly groups: number;
  readonly useBias: boolean;
  readonly #window: WindowOptions;
  readonly #options: Required<WeightOptions>;
  readonly #weightShape: Shape;
  readonly #tensors: LayerTensors;
  #convolution: Convolution | undefined;
  #built: BuiltConv2D | undefined;

  /** @throws UserError where an option is out of range, or the groups do not divide inputs and outputs. */
  constructor(
    readonly inputs: number,
    readonly outputs: number,
    options: Conv2DOptions = {},
  ) {
    super();
    const { kernelSize = 3, stride = 1, padding = 'valid', groups = 1, useBias = true } = options;
    checkPositiveInteger(inputs, 'Conv2D: the number of inputs');
    checkPositiveInteger(outputs, 'Conv2D: the number of outputs');
    this.#window = checkWindow('Conv2D', kernelSize, stride, padding);
    this.groups = checkPositiveInteger(groups, 'Conv2D: groups');
    if (inputs % groups !== 0 || outputs % groups !== 0) {
      throw new UserError(
        `Conv2D: ${groups} groups do not divide ${inputs} inputs and ${outputs} outputs evenly`,
      );
    }
    this.useBias = useBias;
    this.#options = checkWeightOptions('Conv2D', options, 'he');
    this.#weightShape = [inputs / groups, this.#window.height, this.#window.width, outputs];
    this.#tensors = new LayerTensors(this, this.tensors);
  }

  override get kernelSets(): readonly KernelSet[] {
    return [convolutionKernels];
  }

  override get tensors(): readonly TensorPlace[] {
    const weights = { name: 'weights', shape: this.#weightShape };
    return this.useBias ? [weights, { name: 'biases', shape: [this.outputs] }] : [weights];
  }

  override outputShape(inputShape: Shape): Shape {
    const image = checkImage(this.name, inputShape);
    if (image.channels !== this.inputs) {
      throw new UserError(
        `${this.name} expects images of ${this.inputs} channels, got ${image.channels} in the last place of the shape`,
      );
    }
    this.#convolution = { ...slide(this.name, image, this.#window, this.outputs), groups: this.groups };
    return shapeOf(this.#convolution.output);
  }

  /** Where the window goes. @throws UserError before the model is finalized. */
  get window(): SlidingWindow {
    return this.#finalized.convolution;
  }

  override build(kernels: Kernels, passesGradients: boolean): void {
    if (!this.#convolution) throw new Error('outputShape() comes before build()');
    const { inputs, outputs, groups } = this;
    const { height, width } = this.#window;
    const weights = createWeights(
      kernels,
      (inputs / groups) * height * width,
      this.#weightShape,
      this.#options,
    );
    const biases = this.useBias ? createBiases(kernels, outputs, this.#options) : undefined;
    const turned = passesGradients
      ? kernels.createMatrix((outputs / groups) * height * width, inputs)
      : undefined;
    this.#built = { kernels, convolution: this.#convolution, weights, biases, turned };
    this.parameters = biases ? [weights, biases] : [weights];
    this.#tensors.build(
      kernels,
      this.parameters.map(({ matrix }) => matrix),
    );
  }

  override initialize(random: RandomStream): void {
    const { kernels, weights } = this.#finalized;
    if (!this.#tensors.writeGiven()) {
      const { rows, columns } = weights.matrix;
      const places = this.#window.height * this.#window.width;
      const fans = { fanIn: rows, fanOut: (this.outputs / this.groups) * places };
      kernels.writeMatrix(
        weights.matrix,
        initialWeights(this.#options.initializer, rows * columns, fans, random),
      );
    }
    this.settle(weights, 0, weights.matrix.rows);
  }

  /**
   * A copy of the weights [inputs / groups, window height, window width, outputs], and of the biases [outputs] where there
   * are any.
   * @throws UserError before the model is finalized, unless they were set.
   */
  override getParameters(): readonly Tensor[] {
    return this.#tensors.get();
  }

  /**
   * Replaces weights and biases, of the shapes of {@link getParameters}; before or after the model is finalized.
   * @throws UserError where a shape is another.
   */
  override setParameters(...tensors: readonly Tensor[]): void {
    this.#tensors.set(tensors);
    if (this.#built) this.settle(this.#built.weights, 0, this.#built.weights.matrix.rows);
  }

  override blockMatrices(kernels: Kernels, learning: boolean): readonly BlockMatrix[] {
    const { convolution, weights } = this.#finalized;
    const scratch = { rows: 1, columns: kernels.convolutionScratch(convolution) };
    const { rows, columns } = weights.matrix;
    return learning
      ? [scratch, { rows, columns }, { rows: 1, columns: this.useBias ? this.outputs : 0 }]
      : [scratch];
  }

  forward({ kernels, input, output, blocks: [scratch] }: LayerBatch, start: number, end: number): void {
    const { weights, biases, convolution } = this.#finalized;
    // Where nothing is learned, all rows are worked on by one hand, and there is room for one block.
    const scratchRow = Math.min(blockOf(start), scratch.rows - 1);
    kernels.convolve(
      input,
      weights.matrix,
      biases?.matrix,
      output,
      convolution,
      scratch,
      scratchRow,
      start,
      end,
    );
  }

  backward(
    { kernels, outputGradients, inputGradients, blocks: [scratch] }: LayerBatch,
    start: number,
    end: number,
  ): void {
    const { turned, convolution } = this.#finalized;
    if (!turned) return;
    const block = blockOf(start);
    kernels.convolutionInputGradients(
      outputGradients,
      turned,
      inputGradients,
      convolution,
      scratch,
      block,
      start,
      end,
    );
  }

  override gatherGradients(
    { kernels, input, outputGradients, blocks: [scratch, weightSums, biasSums] }: LayerBatch,
    start: number,
    end: number,
  ): void {
    const { weights, convolution } = this.#finalized;
    const block = blockOf(start);
    const firstRow = block * weights.matrix.rows;
    if (start === firstRowOf(block)) {
      weightSums.values.fill(
        0,
        firstRow * weightSums.stride,
        (firstRow + weights.matrix.rows) * weightSums.stride,
      );
      biasSums.values.fill(0, block * biasSums.stride, (block + 1) * biasSums.stride);
    }
    kernels.addConvolutionWeightGradients(
      input,
      outputGradients,
      weightSums,
      firstRow,
      convolution,
      scratch,
      block,
      start,
      end,
    );
    if (this.useBias) kernels.addConvolutionBiasGradients(outputGradients, biasSums, block, start, end);
  }

  override parameterGradients(
    parameter: Parameter,
    { kernels, blocks: [, weightSums, biasSums] }: LayerBatch,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    const sums = parameter === this.#finalized.weights ? weightSums : biasSums;
    kernels.sumBlocks(sums, blockOf(batchRows - 1) + 1, parameter.gradients, start, end);
  }

  override settle(parameter: Parameter, start: number, end: number): void {
    const { kernels, weights, turned, convolution } = this.#finalized;
    if (turned && parameter === weights) {
      kernels.turnWeights(weights.matrix, turned, convolution, start, end);
    }
  }

  config(): LayerConfig {
    const { type, inputs, outputs, groups, useBias } = this;
    const { height: kernelHeight, width: kernelWidth, stride, padding } = this.#window;
    return {
      type,
      inputs,
      outputs,
      kernelHeight,
      kernelWidth,
      stride,
      padding,
      groups,
      useBias,
      ...this.#options,
    };
  }

  get #finalized(): BuiltConv2D {
    if (!this.#built) throw new UserError('This Conv2D layer is in no finalized model');
    return this.#built;
  }
}
