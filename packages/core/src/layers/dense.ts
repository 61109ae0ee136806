import { checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { Kernels, Matrix } from '../kernels/kernels';
import { affineKernels } from '../kernels/sets/affine';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { RandomStream } from '../random/random-stream';
import { formatShape, type Shape, sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { initialWeights } from './initializers';
import { Layer, type LayerBatch, type LayerConfig, type Parameter } from './layer';
import { LayerTensors } from './layer-tensors';
import { checkWeightOptions, createBiases, createWeights, type WeightOptions } from './weight-options';

/** Default initializer: `original`. */
export interface DenseOptions extends WeightOptions {}

/** A layer's weights and biases: a pair that also goes by name. */
export type DenseParameters = [weights: Tensor, biases: Tensor] & { weights: Tensor; biases: Tensor };

interface BuiltDense {
  readonly kernels: Kernels;
  readonly weights: Parameter;
  readonly biases: Parameter;
  /** Wᵀ, where gradients are to be passed on. */
  readonly transposed: Matrix | undefined;
}

/**
 * A fully connected layer (the book's chapters 3, 9 and 14).
 *
 * - forward: Y = X·W + b
 * - backward: dX = dY·Wᵀ
 * - parameters: dW = Xᵀ·dY + λ₁·sign(W) + 2·λ₂·W, db = Σ dY + λ₁·sign(b) + 2·λ₂·b, with sign(0) = 1
 *
 * X is [batch, inputs], W [inputs, outputs], b [outputs], Y [batch, outputs].
 *
 * @example new Dense(784, 128, { weightRegularizerL2: 5e-4, initializer: 'he' })
 */
export class Dense extends Layer {
  readonly type = 'Dense';
  readonly #options: Required<WeightOptions>;
  readonly #tensors: LayerTensors;
  #built: BuiltDense | undefined;

  /** @throws UserError where a size is no whole number > 0, a penalty is negative, or the initializer unknown. */
  constructor(
    readonly inputs: number,
    readonly outputs: number,
    options: DenseOptions = {},
  ) {
    super();
    checkPositiveInteger(inputs, 'Dense: the number of inputs');
    checkPositiveInteger(outputs, 'Dense: the number of outputs');
    this.#options = checkWeightOptions('Dense', options, 'original');
    this.#tensors = new LayerTensors(this, [
      { name: 'weights', shape: [inputs, outputs] },
      { name: 'biases', shape: [outputs] },
    ]);
  }

  override get kernelSets(): readonly KernelSet[] {
    return [affineKernels];
  }

  override get inputSize(): number {
    return this.inputs;
  }

  override outputShape(inputShape: Shape): Shape {
    if (sizeOf(inputShape) !== this.inputs) {
      throw new UserError(`${this.name} expects ${this.inputs} inputs, got ${sizeOf(inputShape)}`);
    }
    if (inputShape.length !== 1) {
      throw new UserError(
        `${this.name} expects a row of ${this.inputs} inputs, got the shape ${formatShape(inputShape)}: put a Flatten before it`,
      );
    }
    return [this.outputs];
  }

  override build(kernels: Kernels, passesGradients: boolean): void {
    const { inputs, outputs } = this;
    const weights = createWeights(kernels, inputs, [inputs, outputs], this.#options);
    const biases = createBiases(kernels, outputs, this.#options);
    const transposed = passesGradients ? kernels.createMatrix(outputs, inputs) : undefined;
    this.#built = { kernels, weights, biases, transposed };
    this.#tensors.build(kernels, [weights.matrix, biases.matrix]);
    this.parameters = [weights, biases];
  }

  override initialize(random: RandomStream): void {
    const { kernels, weights } = this.#finalized;
    if (!this.#tensors.writeGiven()) {
      const { inputs, outputs } = this;
      const fans = { fanIn: inputs, fanOut: outputs };
      kernels.writeMatrix(
        weights.matrix,
        initialWeights(this.#options.initializer, inputs * outputs, fans, random),
      );
    }
    this.settle(weights, 0, this.inputs);
  }

  /**
   * A copy of the parameters, weights [inputs, outputs] and biases [outputs].
   * @throws UserError before the model is finalized, unless they were set.
   */
  override getParameters(): DenseParameters {
    const [weights, biases] = this.#tensors.get();
    return Object.assign([weights, biases] satisfies [Tensor, Tensor], { weights, biases });
  }

  /**
   * Replaces the parameters; before or after the model is finalized.
   * @param tensors the weights [inputs, outputs], and the biases [outputs], or [1, outputs] as the original program stores them
   * @throws UserError where one is missing, or a shape is another.
   */
  override setParameters(...tensors: [weights: Tensor, biases: Tensor]): void {
    this.#tensors.set(tensors);
    if (this.#built) this.settle(this.#built.weights, 0, this.inputs);
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    const { weights, biases } = this.#finalized;
    kernels.affine(input, weights.matrix, biases.matrix, output, start, end);
  }

  backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number): void {
    const { transposed } = this.#finalized;
    if (transposed) kernels.affineInputGradients(outputGradients, transposed, inputGradients, start, end);
  }

  override settle(parameter: Parameter, start: number, end: number): void {
    const { kernels, weights, transposed } = this.#finalized;
    if (transposed && parameter === weights) kernels.transpose(weights.matrix, transposed, start, end);
  }

  override parameterGradients(
    parameter: Parameter,
    { kernels, input, outputGradients }: LayerBatch,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    if (parameter === this.#finalized.weights) {
      kernels.affineWeightGradients(input, outputGradients, batchRows, parameter.gradients, start, end);
    } else {
      kernels.affineBiasGradients(outputGradients, batchRows, parameter.gradients);
    }
  }

  config(): LayerConfig {
    return { type: this.type, inputs: this.inputs, outputs: this.outputs, ...this.#options };
  }

  get #finalized(): BuiltDense {
    if (!this.#built) throw new UserError('This Dense layer is in no finalized model');
    return this.#built;
  }
}
