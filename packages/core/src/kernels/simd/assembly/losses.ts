/** Losses of each of `count` rows of `columns` numbers, and their derivatives, in float64 inside. */
import { log } from './elementary';
import { rightTarget, wrongTarget } from './smoothed-targets';

const SMALLEST: f64 = 1e-7;
const LARGEST: f64 = 1 - 1e-7;

// @ts-expect-error: decorator
@inline
function clip(p: f64): f64 {
  return min(max(p, SMALLEST), LARGEST);
}

export function categoricalCrossEntropy(
  predictions: usize,
  classes: usize,
  labelSmoothing: f64,
  losses: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const wrong = wrongTarget(labelSmoothing, columns);
  const right = rightTarget(labelSmoothing, columns);
  for (; count > 0; count--, predictions += stride, classes += 4, losses += 8) {
    const rightColumn = load<i32>(classes);
    let sum: f64 = 0;
    for (let j: i32 = 0; j < columns; j++) {
      const t = j == rightColumn ? right : wrong;
      if (t > 0) sum -= t * log(clip(<f64>load<f32>(predictions + (<usize>j << 2))));
    }
    store<f64>(losses, sum);
  }
}

export function categoricalCrossEntropyGradients(
  predictions: usize,
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
  for (; count > 0; count--, predictions += stride, gradients += stride, classes += 4) {
    const rightColumn = load<i32>(classes);
    for (let j: i32 = 0; j < columns; j++) {
      const at = <usize>j << 2;
      const t = j == rightColumn ? right : wrong;
      const p = clip(<f64>load<f32>(predictions + at));
      store<f32>(gradients + at, t > 0 ? <f32>(-t / (p * batchRows)) : 0);
    }
  }
}

export function binaryCrossEntropy(
  predictions: usize,
  targets: usize,
  stride: usize,
  columns: i32,
  losses: usize,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, losses += 8) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      const p = clip(<f64>load<f32>(predictions + at));
      const t = <f64>load<f32>(targets + at);
      sum -= t * log(p) + (1 - t) * log(1 - p);
    }
    store<f64>(losses, sum / <f64>columns);
  }
}

export function binaryCrossEntropyGradients(
  predictions: usize,
  targets: usize,
  divisor: f64,
  gradients: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, gradients += stride) {
    for (let at: usize = 0; at < bytes; at += 4) {
      const p = clip(<f64>load<f32>(predictions + at));
      const t = <f64>load<f32>(targets + at);
      store<f32>(gradients + at, <f32>(-(t / p - (1 - t) / (1 - p)) / divisor));
    }
  }
}

export function meanSquaredError(
  predictions: usize,
  targets: usize,
  stride: usize,
  columns: i32,
  losses: usize,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, losses += 8) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      const difference = <f64>load<f32>(targets + at) - <f64>load<f32>(predictions + at);
      sum += difference * difference;
    }
    store<f64>(losses, sum / <f64>columns);
  }
}

export function meanSquaredErrorGradients(
  predictions: usize,
  targets: usize,
  divisor: f64,
  gradients: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, gradients += stride) {
    for (let at: usize = 0; at < bytes; at += 4) {
      const difference = <f64>load<f32>(targets + at) - <f64>load<f32>(predictions + at);
      store<f32>(gradients + at, <f32>((-2 * difference) / divisor));
    }
  }
}

export function meanAbsoluteError(
  predictions: usize,
  targets: usize,
  stride: usize,
  columns: i32,
  losses: usize,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, losses += 8) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      sum += Math.abs(<f64>load<f32>(targets + at) - <f64>load<f32>(predictions + at));
    }
    store<f64>(losses, sum / <f64>columns);
  }
}

export function meanAbsoluteErrorGradients(
  predictions: usize,
  targets: usize,
  divisor: f64,
  gradients: usize,
  stride: usize,
  columns: i32,
  count: i32,
): void {
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, gradients += stride) {
    for (let at: usize = 0; at < bytes; at += 4) {
      const difference = <f64>load<f32>(targets + at) - <f64>load<f32>(predictions + at);
      const sign = difference > 0 ? 1.0 : difference < 0 ? -1.0 : difference;
      store<f32>(gradients + at, <f32>(-sign / divisor));
    }
  }
}
