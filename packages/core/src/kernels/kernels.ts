import type { DType, Floats, FloatType, TensorData } from '../tensor/dtype';

/**
 * What the machine can do: the one interface between networks and number crunching. Layers, losses and optimizers
 * call these functions and nothing else touches the numbers. `reference/` is the definition of each kernel in plain
 * TypeScript; a faster maker must give the same bits.
 *
 * Every kernel works on a range, `start` up to, not including, `end`: of rows of a batch, or of rows of a parameter.
 * No range reads what another range of the same call writes, so ranges can be shared out among threads, and every
 * element is computed by the same operations in the same order whatever the ranges are.
 *
 * In float32 every single operation rounds to float32, unless a kernel says that it works in float64 inside.
 */
export interface Kernels
  extends MemoryKernels,
    AffineKernels,
    ActivationKernels,
    LossKernels,
    AccuracyKernels,
    OptimizerKernels {
  /** The element type of all activations and parameters. */
  readonly dtype: FloatType;
}

/** A batch between two layers: one row a sample, row-major in `values`. A maker may keep copies in other layouts. */
export interface Activations {
  readonly rows: number;
  readonly columns: number;
  readonly values: Floats;
}

/**
 * A matrix of parameters, of their gradients or of an optimizer's state. How `values` is laid out is the maker's own
 * affair: only `readParameter` and `writeParameter` know.
 */
export interface ParameterMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Floats;
}

export interface MemoryKernels {
  /** A zero-filled typed array that every thread of the team can see. */
  allocate(dtype: 'float64', length: number): Float64Array;
  allocate(dtype: 'int32', length: number): Int32Array;
  allocate(dtype: DType, length: number): TensorData;
  /** `data` where the kernels can reach it: itself, or a copy. */
  hold<T extends TensorData>(data: T): T;
  /** A zero-filled batch. */
  createActivations(rows: number, columns: number): Activations;
  /** A zero-filled parameter. */
  createParameter(rows: number, columns: number): ParameterMatrix;
  /** Fills a parameter from row-major numbers. */
  writeParameter(target: ParameterMatrix, rowMajor: TensorData): void;
  /** A row-major copy of a parameter. */
  readParameter(source: ParameterMatrix): Floats;
  /** target[r] = source[order[first + r]] for rows r of the batch: row-major samples of `target.columns` numbers. */
  gather(
    source: TensorData,
    order: Int32Array,
    first: number,
    target: Activations,
    start: number,
    end: number,
  ): void;
  /** Whether all of rows `start` to `end` of a parameter are finite. */
  isFinite(parameter: ParameterMatrix, start: number, end: number): boolean;
}

/** The kernels of a dense layer, Y = X·W + b. X is [batch, inputs], W [inputs, outputs], b [1, outputs]. */
export interface AffineKernels {
  /** Y = X·W + b, for rows of the batch. Sums over the inputs in order, from 0; the bias is added last. */
  affine(
    x: Activations,
    weights: ParameterMatrix,
    biases: ParameterMatrix,
    y: Activations,
    start: number,
    end: number,
  ): void;
  /** dX = dY·Wᵀ, for rows of the batch. Sums over the outputs in order. */
  affineInputGradients(
    dy: Activations,
    weights: ParameterMatrix,
    dx: Activations,
    start: number,
    end: number,
  ): void;
  /** dW = Xᵀ·dY, for rows of W. Sums over the first `batchRows` samples in order. */
  affineWeightGradients(
    x: Activations,
    dy: Activations,
    batchRows: number,
    dWeights: ParameterMatrix,
    start: number,
    end: number,
  ): void;
  /** db = Σ dY over the first `batchRows` samples, in order. */
  affineBiasGradients(dy: Activations, batchRows: number, dBiases: ParameterMatrix): void;
}

/** Functions of one batch into another of the same shape, and their derivatives, for rows of the batch. */
export interface ActivationKernels {
  /** y = x·scale + offset. */
  rescale(x: Activations, scale: number, offset: number, y: Activations, start: number, end: number): void;
  /** y = max(0, x), NaN where x is. */
  relu(x: Activations, y: Activations, start: number, end: number): void;
  /** dx = dy where y > 0, else 0. */
  reluGradients(y: Activations, dy: Activations, dx: Activations, start: number, end: number): void;
  /** y = x where x > 0, else slope·x. */
  leakyRelu(x: Activations, slope: number, y: Activations, start: number, end: number): void;
  /** dx = dy where x > 0, else slope·dy. */
  leakyReluGradients(
    x: Activations,
    slope: number,
    dy: Activations,
    dx: Activations,
    start: number,
    end: number,
  ): void;
  /** y = 1 / (1 + e^−x), in float64 inside. */
  sigmoid(x: Activations, y: Activations, start: number, end: number): void;
  /** dx = dy·(1 − y)·y. */
  sigmoidGradients(y: Activations, dy: Activations, dx: Activations, start: number, end: number): void;
  /** y = tanh x, in float64 inside. */
  tanh(x: Activations, y: Activations, start: number, end: number): void;
  /** dx = dy·(1 − y²). */
  tanhGradients(y: Activations, dy: Activations, dx: Activations, start: number, end: number): void;
  /**
   * y = e^(x − m) / Σ e^(x − m) over each row, m its largest number. The exponentials are taken in float64 and
   * rounded; their sum is in float64, in order.
   */
  softmax(x: Activations, y: Activations, start: number, end: number): void;
  /** dx = y·(dy − Σ dy·y) over each row; the sum in float64, in order. */
  softmaxGradients(y: Activations, dy: Activations, dx: Activations, start: number, end: number): void;
  /**
   * Fills a mask with 0, or 1 / (1 − rate) where the element is kept. Element (row, column) is kept where number
   * `first + row·columns + column` of the stream with the given key is at least `rate`.
   */
  dropoutMask(
    mask: Activations,
    key: { readonly low: number; readonly high: number },
    first: number,
    rate: number,
    start: number,
    end: number,
  ): void;
  /** y = x·mask. */
  multiply(x: Activations, mask: Activations, y: Activations, start: number, end: number): void;
  /** y = x. */
  copy(x: Activations, y: Activations, start: number, end: number): void;
}

/**
 * Losses of each row into `losses` (float64, in float64 inside), and the derivative of the mean loss of a batch of
 * `batchRows` rows with respect to the predictions.
 */
export interface LossKernels {
  /** loss = −ln p of the row's class, p clipped to [1e−7, 1 − 1e−7]. */
  categoricalCrossEntropy(
    predictions: Activations,
    classes: Int32Array,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −1 / (p·batchRows) at the row's class, p clipped, else 0. */
  categoricalCrossEntropyGradients(
    predictions: Activations,
    classes: Int32Array,
    batchRows: number,
    gradients: Activations,
    start: number,
    end: number,
  ): void;
  /** (p − [column is the row's class]) / batchRows: the derivative with respect to the logits a softmax got. */
  softmaxCrossEntropyGradients(
    probabilities: Activations,
    classes: Int32Array,
    batchRows: number,
    gradients: Activations,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of −(t·ln p + (1 − t)·ln(1 − p)), p clipped to [1e−7, 1 − 1e−7]. */
  binaryCrossEntropy(
    predictions: Activations,
    targets: Activations,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −(t / p − (1 − t) / (1 − p)) / (columns·batchRows), p clipped. */
  binaryCrossEntropyGradients(
    predictions: Activations,
    targets: Activations,
    batchRows: number,
    gradients: Activations,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of (t − p)². */
  meanSquaredError(
    predictions: Activations,
    targets: Activations,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −2·(t − p) / (columns·batchRows). */
  meanSquaredErrorGradients(
    predictions: Activations,
    targets: Activations,
    batchRows: number,
    gradients: Activations,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of |t − p|. */
  meanAbsoluteError(
    predictions: Activations,
    targets: Activations,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −sign(t − p) / (columns·batchRows), sign(0) = 0. */
  meanAbsoluteErrorGradients(
    predictions: Activations,
    targets: Activations,
    batchRows: number,
    gradients: Activations,
    start: number,
    end: number,
  ): void;
}

/** The share of right answers of each row, into `matches`: a number from 0 to 1. */
export interface AccuracyKernels {
  /** 1 where the largest prediction of the row (the first of equals) is that of its class. */
  categoricalMatches(
    predictions: Activations,
    classes: Int32Array,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with (p > 0.5) = (t > 0.5). */
  binaryMatches(
    predictions: Activations,
    targets: Activations,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with |p − t| < precision. */
  regressionMatches(
    predictions: Activations,
    targets: Activations,
    precision: number,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
}

/**
 * Regularization and the optimizers' updates, element by element, for rows of a parameter. `w` is the parameter, `g`
 * its gradient, the other matrices the optimizer's state; all are laid out alike.
 */
export interface OptimizerKernels {
  /** λ₁·Σ|w| + λ₂·Σw², in float64. */
  regularizationLoss(w: ParameterMatrix, l1: number, l2: number): number;
  /** g += λ₁·sign(w) + 2·λ₂·w, with sign(0) = 1 as in the original program. */
  addRegularizationGradients(
    w: ParameterMatrix,
    g: ParameterMatrix,
    l1: number,
    l2: number,
    start: number,
    end: number,
  ): void;
  /** w −= η·g. */
  sgd(w: ParameterMatrix, g: ParameterMatrix, learningRate: number, start: number, end: number): void;
  /** u = μ·u − η·g; then w += u, or w += μ·u − η·g with Nesterov's look-ahead. */
  sgdMomentum(
    w: ParameterMatrix,
    g: ParameterMatrix,
    updates: ParameterMatrix,
    learningRate: number,
    momentum: number,
    nesterov: boolean,
    start: number,
    end: number,
  ): void;
  /** c += g²; w −= η·g / (√c + ε). */
  adagrad(
    w: ParameterMatrix,
    g: ParameterMatrix,
    cache: ParameterMatrix,
    learningRate: number,
    epsilon: number,
    start: number,
    end: number,
  ): void;
  /** c = ρ·c + (1 − ρ)·g², flushed to 0 as in {@link adam}; w −= η·g / (√c + ε). */
  rmsprop(
    w: ParameterMatrix,
    g: ParameterMatrix,
    cache: ParameterMatrix,
    learningRate: number,
    rho: number,
    epsilon: number,
    start: number,
    end: number,
  ): void;
  /**
   * m = β₁·m + (1 − β₁)·g; c = β₂·c + (1 − β₂)·g²; w −= α·m / (√c·κ + ε),
   * where α = η / (1 − β₁ᵗ) and κ = 1 / √(1 − β₂ᵗ) correct the bias of m and c.
   * m and c far below 1e−30 become 0 (they pass through (x + 1e−30) − 1e−30): the moments of pixels that are always
   * black would else decay into denormal numbers, on which processors are slow.
   */
  adam(
    w: ParameterMatrix,
    g: ParameterMatrix,
    momentums: ParameterMatrix,
    cache: ParameterMatrix,
    step: AdamStep,
    start: number,
    end: number,
  ): void;
}

/** The numbers of one Adam step that are the same for every parameter. */
export interface AdamStep {
  /** α, the learning rate with the bias of the momentums corrected. */
  readonly stepSize: number;
  /** κ, the correction of the cache's bias. */
  readonly cacheScale: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}
