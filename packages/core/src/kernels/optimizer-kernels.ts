import type { Matrix } from './kernels';

/**
 * Regularization and the optimizers' updates, element by element, for rows of a parameter. `w` is the parameter, `g`
 * its gradient, the other matrices the optimizer's state; all are laid out alike.
 */
export interface OptimizerKernels {
  /** λ₁·Σ|w| + λ₂·Σw², in float64. */
  regularizationLoss(w: Matrix, l1: number, l2: number): number;
  /** Σg² over rows `start` to `end`, in float64: first of every fourth column each, then (s₀ + s₁) + (s₂ + s₃). */
  sumOfSquares(g: Matrix, start: number, end: number): number;
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
  /** a −= take·(a − w). */
  average(averages: Matrix, w: Matrix, take: number, start: number, end: number): void;
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
