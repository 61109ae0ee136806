import { checkFraction, checkPositive } from '../checks';
import { UserError } from '../errors';
import type { Kernels, Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { normalizationKernels } from '../kernels/sets/normalization';
import type { Shape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { BatchLayer } from './batch-layer';
import type { LayerBatch, LayerConfig, Parameter } from './layer';
import { LayerTensors, type TensorPlace } from './layer-tensors';

/** How slowly running statistics change, and what keeps divisions finite. */
export interface BatchNormOptions {
  /** How much of the running mean and variance is kept each step. Default 0.9. */
  momentum?: number;
  /** ε, added to the variance, keeps the division finite. Default 1e−5. */
  epsilon?: number;
}

interface BuiltBatchNorm {
  readonly kernels: Kernels;
  readonly scale: Parameter;
  readonly offset: Parameter;
  readonly runningMean: Matrix;
  readonly runningVariance: Matrix;
  /** γ / √(running variance + ε). */
  readonly runningGain: Matrix;
  /** Of the batch that is being trained on: its mean, γ / σ, and the coefficients of the way back. */
  readonly mean: Matrix;
  readonly gain: Matrix;
  readonly slope: Matrix;
  readonly shift: Matrix;
  /** Zeros: outside training no number of a channel depends on the others. */
  readonly nothing: Matrix;
  /** 1 / σ of the batch, and the sums that are the gradients of γ and β; in float64. */
  readonly inverseDeviation: Float64Array;
}

/**
 * Batch normalization (Ioffe & Szegedy 2015, algorithms 1 and 2): brings each channel to mean β and deviation γ, both
 * learned, so that layers above need not follow what layers below shift.
 *
 * With μ and σ² = Σ (x − μ)² / n over the n numbers of a channel in the batch:
 *
 * - forward: y = γ·(x − μ) / √(σ² + ε) + β; outside training with the running mean and variance
 * - backward: dx = γ / √(σ² + ε) · (dy − dβ / n − x̂·dγ / n), with x̂ = (x − μ) / √(σ² + ε);
 *   outside training dx = γ / √(running variance + ε) · dy
 * - parameters: dγ = Σ dy·x̂, dβ = Σ dy
 * - running: r = momentum·r + (1 − momentum)·μ, and with σ²·n / (n − 1) for the variance
 *
 * The channels are the last axis of a sample: X is [batch, height, width, channels] or [batch, channels]. Each row's mean
 * and deviations are summed in order in float32, those of the rows combined in float64 (Chan, Golub & LeVeque 1979).
 */
export class BatchNorm extends BatchLayer {
  readonly type = 'BatchNorm';
  readonly momentum: number;
  readonly epsilon: number;
  #places = 0;
  #tensors = new LayerTensors(this, []);
  #tensorPlaces: readonly TensorPlace[] = [];
  #built: BuiltBatchNorm | undefined;

  /** @throws UserError where an option is out of range. */
  constructor({ momentum = 0.9, epsilon = 1e-5 }: BatchNormOptions = {}) {
    super();
    this.momentum = checkFraction(momentum, 'BatchNorm: momentum');
    this.epsilon = checkPositive(epsilon, 'BatchNorm: epsilon');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [normalizationKernels];
  }

  override get tensors(): readonly TensorPlace[] {
    return this.#tensorPlaces;
  }

  override outputShape(inputShape: Shape): Shape {
    const channels = inputShape[inputShape.length - 1];
    this.#places = inputShape.slice(0, -1).reduce((product, size) => product * size, 1);
    this.#tensorPlaces = ['scale', 'offset', 'mean', 'variance'].map((name) => ({ name, shape: [channels] }));
    return inputShape;
  }

  override build(kernels: Kernels): void {
    const [{ shape }] = this.#tensorPlaces;
    const vector = () => kernels.createMatrix(1, shape[0]);
    const parameter = (name: string): Parameter => ({
      name,
      shape,
      matrix: vector(),
      gradients: vector(),
      l1: 0,
      l2: 0,
    });
    const [scale, offset] = [parameter('scale'), parameter('offset')];
    const [runningMean, runningVariance] = [vector(), vector()];
    this.#built = {
      kernels,
      scale,
      offset,
      runningMean,
      runningVariance,
      runningGain: vector(),
      mean: vector(),
      gain: vector(),
      slope: vector(),
      shift: vector(),
      nothing: vector(),
      inverseDeviation: kernels.allocate('float64', shape[0]),
    };
    this.parameters = [scale, offset];
    this.#tensors = new LayerTensors(this, this.#tensorPlaces);
    this.#tensors.build(kernels, [scale.matrix, offset.matrix, runningMean, runningVariance]);
  }

  override initialize(): void {
    const { scale, runningVariance } = this.#finalized;
    scale.matrix.values.fill(1);
    runningVariance.values.fill(1);
    this.settle(scale);
  }

  /**
   * Copies of γ, β, the running mean and the running variance, each [channels].
   * @throws UserError before the model is finalized.
   */
  override getParameters(): readonly Tensor[] {
    return this.#tensors.get();
  }

  /** Replaces γ, β, the running mean and variance, each [channels]. @throws UserError where a shape is another. */
  override setParameters(...tensors: readonly Tensor[]): void {
    const { scale } = this.#finalized;
    this.#tensors.set(tensors);
    this.settle(scale);
  }

  override get overwritesGradients(): boolean {
    return true;
  }

  /** Of each row and channel two measures: mean and deviations, and on the way back the two sums of the gradients. */
  override scratchColumns(): readonly number[] {
    const [{ shape }] = this.#tensorPlaces;
    return [shape[0], shape[0]];
  }

  measure({ kernels, input, scratch: [means, deviations] }: LayerBatch, start: number, end: number): void {
    kernels.measureChannels(input, means, deviations, start, end);
  }

  combine({ scratch: [means, deviations] }: LayerBatch, batchRows: number): void {
    const { scale, mean, gain, runningMean, runningVariance, inverseDeviation } = this.#finalized;
    const places = this.#places;
    const count = batchRows * places;
    for (let c = 0; c < mean.columns; c++) {
      let sum = 0;
      for (let row = 0; row < batchRows; row++) sum += means.values[row * means.stride + c];
      const batchMean = sum / batchRows;
      let squares = 0;
      for (let row = 0; row < batchRows; row++) {
        const deviation = means.values[row * means.stride + c] - batchMean;
        squares += deviations.values[row * deviations.stride + c] + places * deviation * deviation;
      }
      inverseDeviation[c] = 1 / Math.sqrt(squares / count + this.epsilon);
      mean.values[c] = batchMean;
      gain.values[c] = scale.matrix.values[c] * inverseDeviation[c];
      this.#remember(runningMean, c, batchMean);
      this.#remember(runningVariance, c, squares / Math.max(1, count - 1));
    }
  }

  forward({ kernels, input, output, pass }: LayerBatch, start: number, end: number): void {
    const { offset, mean, gain, runningMean, runningGain } = this.#finalized;
    if (pass.training) kernels.normalizeChannels(input, mean, gain, offset.matrix, output, start, end);
    else kernels.normalizeChannels(input, runningMean, runningGain, offset.matrix, output, start, end);
  }

  measureGradients(
    { kernels, input, outputGradients, scratch: [sums, products] }: LayerBatch,
    start: number,
    end: number,
  ): void {
    const { mean } = this.#finalized;
    kernels.measureChannelGradients(input, outputGradients, mean, sums, products, start, end);
  }

  combineGradients({ scratch: [sums, products] }: LayerBatch, batchRows: number): void {
    const { scale, offset, gain, slope, shift, inverseDeviation } = this.#finalized;
    const count = batchRows * this.#places;
    for (let c = 0; c < gain.columns; c++) {
      let sum = 0;
      let product = 0;
      for (let row = 0; row < batchRows; row++) {
        sum += sums.values[row * sums.stride + c];
        product += products.values[row * products.stride + c];
      }
      const scaleGradient = product * inverseDeviation[c];
      scale.gradients.values[c] = scaleGradient;
      offset.gradients.values[c] = sum;
      slope.values[c] = (-gain.values[c] * inverseDeviation[c] * scaleGradient) / count;
      shift.values[c] = (-gain.values[c] * sum) / count;
    }
  }

  backward(
    { kernels, input, outputGradients, inputGradients, pass }: LayerBatch,
    start: number,
    end: number,
  ): void {
    const { mean, gain, slope, shift, runningMean, runningGain, nothing } = this.#finalized;
    kernels.normalizeChannelGradients(
      input,
      outputGradients,
      pass.training ? mean : runningMean,
      pass.training ? gain : runningGain,
      pass.training ? slope : nothing,
      pass.training ? shift : nothing,
      inputGradients,
      start,
      end,
    );
  }

  override settle(parameter: Parameter): void {
    const { scale, runningVariance, runningGain } = this.#finalized;
    if (parameter !== scale) return;
    for (let c = 0; c < runningGain.columns; c++) {
      runningGain.values[c] = scale.matrix.values[c] / Math.sqrt(runningVariance.values[c] + this.epsilon);
    }
  }

  config(): LayerConfig {
    const { type, momentum, epsilon } = this;
    return { type, momentum, epsilon };
  }

  #remember(running: Matrix, c: number, value: number): void {
    running.values[c] = this.momentum * running.values[c] + (1 - this.momentum) * value;
  }

  get #finalized(): BuiltBatchNorm {
    if (!this.#built) throw new UserError('This BatchNorm layer is in no finalized model');
    return this.#built;
  }
}
