import type { Floats, FloatType, TensorData } from '../tensor/dtype';

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
    RandomKernels,
    OptimizerKernels {
  /** The element type of all activations and parameters. */
  readonly dtype: FloatType;
  /** What other threads need to work in the same memory; nothing where these kernels cannot share theirs. */
  readonly shared: SharedKernels | undefined;
}

/**
 * Numbers in rows: a batch between two layers, one row a sample, or a parameter, its gradient, an optimizer's state.
 * Row r begins at `values[r · stride]`.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** From the first number of a row to that of the next, at least `columns`. What lies between rows means nothing. */
  readonly stride: number;
  readonly values: Floats;
}

/** `exact` gives the same bits on every machine; `fast` may fuse multiplications with additions. */
export type Precision = 'exact' | 'fast';

/** A piece of the kernels' memory, in bytes. */
export interface MemoryPiece {
  readonly offset: number;
  readonly bytes: number;
}

/** Kernels as another thread gets them: the compiled code and the memory it works in. */
export interface SharedKernels {
  readonly modules: readonly WebAssembly.Module[];
  readonly memory: WebAssembly.Memory;
  /** How much memory each thread needs for itself: the first piece it is given. */
  readonly scratchBytes: number;
}

export interface MemoryKernels {
  /** A zero-filled typed array that every thread of the team can see. */
  allocate(dtype: 'float64', length: number): Float64Array;
  allocate(dtype: 'int32', length: number): Int32Array;
  /** A zero-filled matrix. */
  createMatrix(rows: number, columns: number): Matrix;
  /**
   * What `make` makes, and the pieces of memory it took, in order: for {@link release}, or for a thread that makes the
   * same in the same places.
   */
  trace<T>(make: () => T): { made: T; pieces: readonly MemoryPiece[] };
  /** Gives pieces of memory back. What was in them must no longer be used. */
  release(pieces: readonly MemoryPiece[]): void;
  /** Fills a matrix from row-major numbers. */
  writeMatrix(target: Matrix, rowMajor: TensorData): void;
  /** A row-major copy of the first `rows` rows of a matrix, by default of all. */
  readMatrix(source: Matrix, rows?: number): Floats;
  /** target[r] = source[order[first + r]] for rows r of the batch: row-major samples of `target.columns` numbers. */
  gather(
    source: TensorData,
    order: Int32Array,
    first: number,
    target: Matrix,
    start: number,
    end: number,
  ): void;
  /** target[c][r] = source[r][c] for rows r from `start` to `end` of the source. */
  transpose(source: Matrix, target: Matrix, start: number, end: number): void;
  /** Whether all of rows `start` to `end` of a parameter are finite. */
  isFinite(parameter: Matrix, start: number, end: number): boolean;
}

/**
 * The products of a dense layer, Y = X·W + b. X is [batch, inputs], W [inputs, outputs], b [1, outputs].
 *
 * Every row of a product is a sum of rows of the right factor, each times a number of the left one, taken in order from
 * 0. Where that number is 0 the term is skipped: half of what flows through a network is 0, black pixels and neurons
 * that are off, and skipping them changes no bit of a sum of finite numbers.
 */
export interface AffineKernels {
  /** Y = X·W + b, for rows of the batch. The bias is added last. */
  affine(x: Matrix, weights: Matrix, biases: Matrix, y: Matrix, start: number, end: number): void;
  /** dX = dY·Wᵀ, for rows of the batch, given Wᵀ [outputs, inputs]. */
  affineInputGradients(dy: Matrix, transposedWeights: Matrix, dx: Matrix, start: number, end: number): void;
  /** dW = Xᵀ·dY over the first `batchRows` samples, for rows of W. */
  affineWeightGradients(
    x: Matrix,
    dy: Matrix,
    batchRows: number,
    dWeights: Matrix,
    start: number,
    end: number,
  ): void;
  /** db = Σ dY over the first `batchRows` samples, in order. */
  affineBiasGradients(dy: Matrix, batchRows: number, dBiases: Matrix): void;
}

/** What is drawn at random, by counter. */
export interface RandomKernels {
  /**
   * Fills a mask with 0, or 1 / (1 − rate) where the element is kept. Element (row, column) is kept where number
   * `first + row·columns + column` of the stream with the given key is at least `rate`.
   */
  dropoutMask(mask: Matrix, key: StreamKey, first: number, rate: number, start: number, end: number): void;
  /** Fills `order` with the whole numbers from 0 on, in the order of `RandomStream.permutation`. */
  permute(order: Int32Array, key: StreamKey): void;
}

/** The key of a stream of random numbers: two unsigned 32-bit words. */
export interface StreamKey {
  readonly low: number;
  readonly high: number;
}

/** Functions of one batch into another of the same shape, and their derivatives, for rows of the batch. */
export interface ActivationKernels {
  /** y = x·scale + offset. */
  rescale(x: Matrix, scale: number, offset: number, y: Matrix, start: number, end: number): void;
  /** y = max(0, x), NaN where x is. */
  relu(x: Matrix, y: Matrix, start: number, end: number): void;
  /** dx = dy where y > 0, else 0. */
  reluGradients(y: Matrix, dy: Matrix, dx: Matrix, start: number, end: number): void;
  /** y = x where x > 0, else slope·x. */
  leakyRelu(x: Matrix, slope: number, y: Matrix, start: number, end: number): void;
  /** dx = dy where x > 0, else slope·dy. */
  leakyReluGradients(x: Matrix, slope: number, dy: Matrix, dx: Matrix, start: number, end: number): void;
  /** y = 1 / (1 + e^−x), in float64 inside. */
  sigmoid(x: Matrix, y: Matrix, start: number, end: number): void;
  /** dx = dy·(1 − y)·y. */
  sigmoidGradients(y: Matrix, dy: Matrix, dx: Matrix, start: number, end: number): void;
  /** y = tanh x, in float64 inside. */
  tanh(x: Matrix, y: Matrix, start: number, end: number): void;
  /** dx = dy·(1 − y²). */
  tanhGradients(y: Matrix, dy: Matrix, dx: Matrix, start: number, end: number): void;
  /**
   * y = e^(x − m) / Σ e^(x − m) over each row, m its largest number. The exponentials are taken in float64 and
   * rounded; their sum is in float64, in order.
   */
  softmax(x: Matrix, y: Matrix, start: number, end: number): void;
  /** dx = y·(dy − Σ dy·y) over each row; the sum in float64, in order. */
  softmaxGradients(y: Matrix, dy: Matrix, dx: Matrix, start: number, end: number): void;
  /** y = x·mask. */
  multiply(x: Matrix, mask: Matrix, y: Matrix, start: number, end: number): void;
  /** y = x. */
  copy(x: Matrix, y: Matrix, start: number, end: number): void;
}

/**
 * Losses of each row into `losses` (float64, in float64 inside), and the derivative of the mean loss of a batch of
 * `batchRows` rows with respect to the predictions.
 */
export interface LossKernels {
  /** loss = −ln p of the row's class, p clipped to [1e−7, 1 − 1e−7]. */
  categoricalCrossEntropy(
    predictions: Matrix,
    classes: Int32Array,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −1 / (p·batchRows) at the row's class, p clipped, else 0. */
  categoricalCrossEntropyGradients(
    predictions: Matrix,
    classes: Int32Array,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** (p − [column is the row's class]) / batchRows: the derivative with respect to the logits a softmax got. */
  softmaxCrossEntropyGradients(
    probabilities: Matrix,
    classes: Int32Array,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of −(t·ln p + (1 − t)·ln(1 − p)), p clipped to [1e−7, 1 − 1e−7]. */
  binaryCrossEntropy(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −(t / p − (1 − t) / (1 − p)) / (columns·batchRows), p clipped. */
  binaryCrossEntropyGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of (t − p)². */
  meanSquaredError(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −2·(t − p) / (columns·batchRows). */
  meanSquaredErrorGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of |t − p|. */
  meanAbsoluteError(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −sign(t − p) / (columns·batchRows), sign(0) = 0. */
  meanAbsoluteErrorGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
}

/** The share of right answers of each row, into `matches`: a number from 0 to 1. */
export interface AccuracyKernels {
  /** 1 where the largest prediction of the row (the first of equals) is that of its class. */
  categoricalMatches(
    predictions: Matrix,
    classes: Int32Array,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with (p > 0.5) = (t > 0.5). */
  binaryMatches(
    predictions: Matrix,
    targets: Matrix,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with |p − t| < precision. */
  regressionMatches(
    predictions: Matrix,
    targets: Matrix,
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
  regularizationLoss(w: Matrix, l1: number, l2: number): number;
  /** g += λ₁·sign(w) + 2·λ₂·w, with sign(0) = 1 as in the original program. */
  addRegularizationGradients(w: Matrix, g: Matrix, l1: number, l2: number, start: number, end: number): void;
  /** w −= η·g. */
  sgd(w: Matrix, g: Matrix, learningRate: number, start: number, end: number): void;
  /** u = μ·u − η·g; then w += u, or w += μ·u − η·g with Nesterov's look-ahead. */
  sgdMomentum(
    w: Matrix,
    g: Matrix,
    updates: Matrix,
    learningRate: number,
    momentum: number,
    nesterov: boolean,
    start: number,
    end: number,
  ): void;
  /** c += g², with small gradients as in {@link adam}; w −= η·g / (√c + ε). */
  adagrad(
    w: Matrix,
    g: Matrix,
    cache: Matrix,
    learningRate: number,
    epsilon: number,
    start: number,
    end: number,
  ): void;
  /** c = ρ·c + (1 − ρ)·g², small numbers as in {@link adam}; w −= η·g / (√c + ε). */
  rmsprop(
    w: Matrix,
    g: Matrix,
    cache: Matrix,
    learningRate: number,
    rho: number,
    epsilon: number,
    start: number,
    end: number,
  ): void;
  /**
   * m = β₁·m + (1 − β₁)·g; c = β₂·c + (1 − β₂)·g²; w −= α·m / (√c·κ + ε),
   * where α = η / (1 − β₁ᵗ) and κ = 1 / √(1 − β₂ᵗ) correct the bias of m and c.
   * Gradients nearer to 0 than 1e−16 count as 0, and so do m and c nearer than 1e−30: what belongs to pixels that are
   * always black decays towards 0, and with numbers as small as their squares processors are a hundred times slower.
   */
  adam(
    w: Matrix,
    g: Matrix,
    momentums: Matrix,
    cache: Matrix,
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
