/**
 * Convolutions in which every channel is a group of its own: W has a row of a number for each channel for every place of
 * the window. So neighbouring channels are computed at once, sixteen where there are as many, else four, with their sums in
 * registers.
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
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const weightStep = <usize>dilation * wStride;
  const weightRow = <usize>windowWidth * weightStep;
  const sixteens = hasNegativeZero(b, channels) ? 0 : channels & ~15;
  for (; count > 0; count--, x += xStride, y += yStride) {
    let to = y;
    for (let outRow: i32 = 0; outRow < outHeight; outRow++) {
      const above = outRow * stride - top;
      const firstRow = firstSeen(above, dilation);
      const rows = endSeen(above + windowHeight, dilation, height) - firstRow;
      for (let outColumn: i32 = 0; outColumn < outWidth; outColumn++, to += pixelBytes) {
        const before = outColumn * stride - left;
        const first = firstSeen(before, dilation);
        const columns = endSeen(before + windowWidth, dilation, width) - first;
        const place = (firstRow * dilation - above) * windowWidth + first * dilation - before;
        const weights = w + <usize>place * wStride;
        const pixel = x + <usize>firstRow * rowBytes + <usize>first * pixelBytes;
        sumProducts(
          pixel, rowBytes, pixelBytes, weights, weightRow, weightStep, rows, columns, b, to, channels, sixteens,
        );
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
  const rowBytes = <usize>width * pixelBytes;
  const outRowBytes = <usize>outWidth * pixelBytes;
  const step = <usize>stride * pixelBytes;
  const rowStep = <usize>stride * rowBytes;
  const sixteens = channels & ~15;
  for (; count > 0; count--, x += xStride, dy += dyStride) {
    let to = dw;
    for (let i: i32 = 0; i < windowHeight; i++) {
      const firstRow = firstSeen(top - i, stride);
      const rows = endSeen(height + top - i, stride, outHeight) - firstRow;
      for (let j: i32 = 0; j < windowWidth; j++, to += dwStride) {
        const first = firstSeen(left - j, stride);
        const columns = endSeen(width + left - j, stride, outWidth) - first;
        const row = firstRow * stride + i - top;
        const pixel = x + <usize>(row * width + first * stride + j - left) * pixelBytes;
        const gradients = dy + <usize>firstRow * outRowBytes + <usize>first * pixelBytes;
        sumProducts(
          pixel, rowStep, step, gradients, outRowBytes, pixelBytes, rows, columns, to, to, channels, sixteens,
        );
      }
    }
  }
}

/**
 * For each channel, what stands at `from`, or 0 where that is 0, + Σ number·factor over rows and columns, in order. From
 * a row of numbers to the next it is `rowBytes`, from a column to the next `step` bytes. The first `sixteens` channels are
 * computed sixteen at once, and numbers that are 0 not skipped, which is the same unless a sum begins with −0.
 */
function sumProducts(
  numbers: usize,
  rowBytes: usize,
  step: usize,
  factors: usize,
  factorRowBytes: usize,
  factorStep: usize,
  rows: i32,
  columns: i32,
  from: usize,
  to: usize,
  channels: i32,
  sixteens: i32,
): void {
  channels -= sixteens;
  for (; sixteens > 0; sixteens -= 16) {
    sumProducts4(numbers, rowBytes, step, factors, factorRowBytes, factorStep, rows, columns, from, to);
    numbers += 64;
    factors += 64;
    from += from == 0 ? 0 : 64;
    to += 64;
  }
  for (; channels > 0; channels -= 4) {
    let sum = from == 0 ? f32x4.splat(0) : v128.load(from);
    for (let i: i32 = 0; i < rows; i++) {
      let number = numbers + <usize>i * rowBytes;
      let factor = factors + <usize>i * factorRowBytes;
      for (let j: i32 = 0; j < columns; j++, number += step, factor += factorStep) {
        const next = multiplyAdd(v128.load(number), v128.load(factor), sum);
        sum = v128.bitselect(next, sum, f32x4.ne(v128.load(number), f32x4.splat(0)));
      }
    }
    storeLanes(to, sum, channels);
    numbers += 16;
    factors += 16;
    from += from == 0 ? 0 : 16;
    to += 16;
  }
}

/** {@link sumProducts} for sixteen channels. */
export function sumProducts4(
  numbers: usize,
  rowBytes: usize,
  step: usize,
  factors: usize,
  factorRowBytes: usize,
  factorStep: usize,
  rows: i32,
  columns: i32,
  from: usize,
  to: usize,
): void {
  const zero = f32x4.splat(0);
  let s0 = from == 0 ? zero : v128.load(from);
  let s1 = from == 0 ? zero : v128.load(from, 16);
  let s2 = from == 0 ? zero : v128.load(from, 32);
  let s3 = from == 0 ? zero : v128.load(from, 48);
  for (; rows > 0; rows--, numbers += rowBytes, factors += factorRowBytes) {
    let number = numbers;
    let factor = factors;
    for (let j: i32 = 0; j < columns; j++, number += step, factor += factorStep) {
      s0 = multiplyAdd(v128.load(number), v128.load(factor), s0);
      s1 = multiplyAdd(v128.load(number, 16), v128.load(factor, 16), s1);
      s2 = multiplyAdd(v128.load(number, 32), v128.load(factor, 32), s2);
      s3 = multiplyAdd(v128.load(number, 48), v128.load(factor, 48), s3);
    }
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

/** Whether one of `count` numbers is −0. */
function hasNegativeZero(numbers: usize, count: i32): bool {
  if (numbers == 0) return false;
  for (let i: i32 = 0; i < count; i++) {
    if (load<u32>(numbers + (<usize>i << 2)) == 0x80000000) return true;
  }
  return false;
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
