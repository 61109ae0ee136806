/**
 * Convolutions in which every channel is a group of its own: W has a row of a number for each channel for every place of
 * the window, so four channels are computed at once, and each of their sums stays in a register.
 */
import { storeLanes } from './lanes';
import { multiplyAdd } from './multiply-add';

/** `count` rows of Y = b + X ∗ W, or, where `b` is 0, of X ∗ W; for `dilation`, `top` and `left` see `convolve.ts`. */
export function convolveDepthwise(
  x: usize,
  xStride: usize,
  w: usize,
  wStride: usize,
  b: usize,
  y: usize,
  yStride: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  dilation: i32,
  top: i32,
  left: i32,
): void {
  const zero = f32x4.splat(0);
  const pixelBytes = <usize>channels << 2;
  for (; count > 0; count--, x += xStride, y += yStride) {
    let to = y;
    for (let outRow: i32 = 0; outRow < outHeight; outRow++) {
      const above = outRow * stride - top;
      const firstRow = firstSeen(above, dilation);
      const endRow = endSeen(above + windowHeight, dilation, height);
      for (let outColumn: i32 = 0; outColumn < outWidth; outColumn++, to += pixelBytes) {
        const before = outColumn * stride - left;
        const firstColumn = firstSeen(before, dilation);
        const endColumn = endSeen(before + windowWidth, dilation, width);
        for (let c: i32 = 0; c < channels; c += 4) {
          const at = <usize>c << 2;
          let sum = b == 0 ? zero : v128.load(b + at);
          for (let row = firstRow; row < endRow; row++) {
            const place = (row * dilation - above) * windowWidth + firstColumn * dilation - before;
            let weight = w + <usize>place * wStride + at;
            let pixel = x + <usize>(row * width + firstColumn) * pixelBytes + at;
            for (let column = firstColumn; column < endColumn; column++) {
              const number = v128.load(pixel);
              const next = multiplyAdd(number, v128.load(weight), sum);
              // Adding 0·w would turn a sum of −0 into 0.
              sum = v128.bitselect(next, sum, f32x4.ne(number, zero));
              pixel += pixelBytes;
              weight += <usize>dilation * wStride;
            }
          }
          storeLanes(to + at, sum, channels - c);
        }
      }
    }
  }
}

/** Adds to dW what `count` rows of X and dY contribute. */
export function addDepthwiseWeightGradients(
  x: usize,
  xStride: usize,
  dy: usize,
  dyStride: usize,
  dw: usize,
  dwStride: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
): void {
  const pixelBytes = <usize>channels << 2;
  for (; count > 0; count--, x += xStride, dy += dyStride) {
    for (let i: i32 = 0; i < windowHeight; i++) {
      const firstRow = firstSeen(top - i, stride);
      const endRow = endSeen(height + top - i, stride, outHeight);
      for (let j: i32 = 0; j < windowWidth; j++) {
        const firstColumn = firstSeen(left - j, stride);
        const endColumn = endSeen(width + left - j, stride, outWidth);
        for (let c: i32 = 0; c < channels; c += 4) {
          const to = dw + <usize>(i * windowWidth + j) * dwStride + (<usize>c << 2);
          let sum = v128.load(to);
          for (let row = firstRow; row < endRow; row++) {
            const first = (row * stride + i - top) * width + firstColumn * stride + j - left;
            let pixel = x + <usize>(first * channels + c << 2);
            let gradient = dy + <usize>((row * outWidth + firstColumn) * channels + c << 2);
            for (let column = firstColumn; column < endColumn; column++) {
              sum = multiplyAdd(v128.load(pixel), v128.load(gradient), sum);
              pixel += <usize>stride * pixelBytes;
              gradient += pixelBytes;
            }
          }
          storeLanes(to, sum, channels - c);
        }
      }
    }
  }
}

/** The first n ≥ 0 with n·step ≥ from. */
// @ts-expect-error: decorator
@inline
function firstSeen(from: i32, step: i32): i32 {
  return from > 0 ? (from + step - 1) / step : 0;
}

/** Behind the last n < count with n·step < to. */
// @ts-expect-error: decorator
@inline
function endSeen(to: i32, step: i32, count: i32): i32 {
  return to > 0 ? min(count, (to + step - 1) / step) : 0;
}
