import type { Matrix } from './kernels';
import type { SlidingWindow } from './sliding-window';

/** Pooling: what is left of an image seen through windows, channel by channel, for rows of the batch. */
export interface PoolingKernels {
  /** y = the largest x in the window, NaN where one is. */
  maxPool(x: Matrix, y: Matrix, window: SlidingWindow, start: number, end: number): void;
  /**
   * dx = Σ dy over the windows, in order, in which x is the first of the largest numbers, in the order of the window's
   * rows.
   */
  maxPoolGradients(
    x: Matrix,
    y: Matrix,
    dy: Matrix,
    dx: Matrix,
    window: SlidingWindow,
    start: number,
    end: number,
  ): void;
  /** y = Σ x / n over the n pixels that the window sees of the image, in order. */
  averagePool(x: Matrix, y: Matrix, window: SlidingWindow, start: number, end: number): void;
  /** dx = Σ dy / n over the windows that see the pixel, in order. */
  averagePoolGradients(dy: Matrix, dx: Matrix, window: SlidingWindow, start: number, end: number): void;
}
