/** Softmax over each of `count` rows of `columns` numbers, its derivative, and that of its cross-entropy. */
import { expTwoInside } from './elementary';
import { rightTarget, wrongTarget } from './smoothed-targets';

export function softmax(x: usize, y: usize, stride: usize, columns: i32, count: i32): void {
  const bytes = (<usize>columns) << 2;
  for (; count > 0; count--, x += stride, y += stride) {
    let largest = load<f32>(x);
    for (let at: usize = 4; at < bytes; at += 4) {
      const v = load<f32>(x + at);
      if (v > largest) largest = v;
    }
    let sum: f64 = 0;
    const m = f32x4.splat(largest);
    for (let at: usize = 0; at < bytes; at += 8) {
      const e = expNegative(f32x4.sub(v128.load64_zero(x + at), m));
      sum += <f64>f32x4.extract_lane(e, 0);
      // Behind an odd number of columns is padding.
      if (at + 4 < bytes) sum += <f64>f32x4.extract_lane(e, 1);
      v128.store64_lane(y + at, e, 0);
    }
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(y + at, <f32>(<f64>load<f32>(y + at) / sum));
  }
}

/** e^x of two numbers up to 0. Below −708 it is 0, as it is in float32 far above. */
// @ts-expect-error: decorator
@inline
function expNegative(x: v128): v128 {
  return f32x4.demote_f64x2_zero(
    expTwoInside(f64x2.max(f64x2.promote_low_f32x4(x), f64x2.splat(-708))),
  );
}

export function softmaxGradients(
  y: usize,
  dy: usize,
  dx: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const bytes = (<usize>columns) << 2;
  for (; count > 0; count--, y += stride, dy += stride, dx += stride) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) sum += <f64>load<f32>(dy + at) * <f64>load<f32>(y + at);
    const mean = <f32>sum;
    for (let at: usize = 0; at < bytes; at += 4) {
      store<f32>(dx + at, load<f32>(y + at) * (load<f32>(dy + at) - mean));
    }
  }
}

export function softmaxCrossEntropyGradients(
  probabilities: usize,
  classes: usize,
  labelSmoothing: f64,
  batchRows: f64,
  gradients: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const wrong = wrongTarget(labelSmoothing, columns);
  const right = rightTarget(labelSmoothing, columns);
  for (; count > 0; count--, probabilities += stride, gradients += stride, classes += 4) {
    const rightColumn = load<i32>(classes);
    for (let j: i32 = 0; j < columns; j++) {
      const p = <f64>load<f32>(probabilities + (<usize>j << 2));
      const difference = <f32>(p - (j == rightColumn ? right : wrong));
      store<f32>(gradients + (<usize>j << 2), <f32>(<f64>difference / batchRows));
    }
  }
}
