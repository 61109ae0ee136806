import { checkChoice, checkNonNegative, checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { Kernels, Matrix } from '../kernels/kernels';
import type { RandomStream } from '../random/random-stream';
import { formatShape, type Shape, sameShape, sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';
import { type Initializer, initializers, initialWeights } from './initializers';
import { Layer, type LayerBatch, type LayerConfig, type Parameter } from './layer';

export interface DenseOptions {
  /** λ₁ of the penalty λ₁·Σ|W|. Default 0. */
  weightRegularizerL1?: number;
  /** λ₂ of the penalty λ₂·ΣW². Default 0. */
  weightRegularizerL2?: number;
  /** λ₁ of the penalty λ₁·Σ|b|. Default 0. */
  biasRegularizerL1?: number;
  /** λ₂ of the penalty λ₂·Σb². Default 0. */
  biasRegularizerL2?: number;
  /** How the weights begin; biases begin at 0. Default `original`. */
  initializer?: Initializer;
}

/** A dense layer's weights [inputs, outputs] and biases [outputs]: a pair that also goes by name. */
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
  readonly #options: Required<DenseOptions>;
  /** Parameters set by the user before the layer was finalized. */
  #given: DenseParameters | undefined;
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
    this.#options = {
      weightRegularizerL1: checkNonNegative(options.weightRegularizerL1 ?? 0, 'Dense: weightRegularizerL1'),
      weightRegularizerL2: checkNonNegative(options.weightRegularizerL2 ?? 0, 'Dense: weightRegularizerL2'),
      biasRegularizerL1: checkNonNegative(options.biasRegularizerL1 ?? 0, 'Dense: biasRegularizerL1'),
      biasRegularizerL2: checkNonNegative(options.biasRegularizerL2 ?? 0, 'Dense: biasRegularizerL2'),
      initializer: checkChoice(options.initializer ?? 'original', initializers, 'Dense: initializer'),
    };
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
    const options = this.#options;
    const weights: Parameter = {
      name: 'weights',
      shape: [inputs, outputs],
      matrix: kernels.createMatrix(inputs, outputs),
      gradients: kernels.createMatrix(inputs, outputs),
      l1: options.weightRegularizerL1,
      l2: options.weightRegularizerL2,
    };
    const biases: Parameter = {
      name: 'biases',
      shape: [outputs],
      matrix: kernels.createMatrix(1, outputs),
      gradients: kernels.createMatrix(1, outputs),
      l1: options.biasRegularizerL1,
      l2: options.biasRegularizerL2,
    };
    const transposed = passesGradients ? kernels.createMatrix(outputs, inputs) : undefined;
    this.#built = { kernels, weights, biases, transposed };
    this.parameters = [weights, biases];
  }

  override initialize(random: RandomStream): void {
    const { kernels, weights } = this.#finalized;
    if (this.#given) {
      this.setParameters(this.#given.weights, this.#given.biases);
      this.#given = undefined;
    } else {
      const { initializer } = this.#options;
      kernels.writeMatrix(weights.matrix, initialWeights(initializer, this.inputs, this.outputs, random));
      this.settle(weights, 0, this.inputs);
    }
  }

  /**
   * A copy of the parameters.
   * @throws UserError before the model is finalized, unless they were set.
   */
  override getParameters(): DenseParameters {
    if (this.#given) return this.#given;
    if (!this.#built) {
      throw new UserError(
        'This Dense layer has no parameters yet: add it to a model and call finalize() first',
      );
    }
    const { kernels, weights, biases } = this.#built;
    return named(
      new Tensor(kernels.readMatrix(weights.matrix), weights.shape),
      new Tensor(kernels.readMatrix(biases.matrix), biases.shape),
    );
  }

  /**
   * Replaces the parameters; before or after the model is finalized.
   * @param weights [inputs, outputs]
   * @param biases [outputs], or [1, outputs] as the original program stores them
   * @throws UserError where a shape is another.
   */
  override setParameters(weights: Tensor, biases: Tensor): void {
    const { inputs, outputs } = this;
    this.#check('weights', weights, [[inputs, outputs]]);
    this.#check('biases', biases, [[outputs], [1, outputs]]);
    if (this.#built) {
      const { kernels, ...parameters } = this.#built;
      kernels.writeMatrix(parameters.weights.matrix, weights.data);
      kernels.writeMatrix(parameters.biases.matrix, biases.data);
      this.settle(parameters.weights, 0, inputs);
    } else {
      this.#given = named(weights.cast(weights.dtype), biases.cast(biases.dtype).reshape([outputs]));
    }
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

  #check(name: string, tensor: Tensor, shapes: readonly Shape[]): void {
    if (!shapes.some((shape) => sameShape(shape, tensor.shape))) {
      throw new UserError(
        `${this.name || 'Dense'} expects ${name} of shape ${shapes.map(formatShape).join(' or ')}, got ${formatShape(tensor.shape)}`,
      );
    }
  }
}

function named(weights: Tensor, biases: Tensor): DenseParameters {
  return Object.assign([weights, biases] satisfies [Tensor, Tensor], { weights, biases });
}
