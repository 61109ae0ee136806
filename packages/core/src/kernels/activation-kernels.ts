import type { Matrix } from './kernels';

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
  /** y = a + b. */
  add(a: Matrix, b: Matrix, y: Matrix, start: number, end: number): void;
  /** y = x. */
  copy(x: Matrix, y: Matrix, start: number, end: number): void;
}
