/** Activation functions, element by element: `count` numbers, a multiple of 4. */
import { expTwo, tanh as tanhOf } from './elementary';

export function rescale(x: usize, scale: f32, offset: f32, y: usize, count: i32): void {
  const s = f32x4.splat(scale);
  const o = f32x4.splat(offset);
  for (const end = x + ((<usize>count) << 2); x < end; x += 16, y += 16) {
    v128.store(y, f32x4.add(f32x4.mul(v128.load(x), s), o));
  }
}

export function relu(x: usize, y: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (const end = x + ((<usize>count) << 2); x < end; x += 16, y += 16) {
    // The addition turns −0 into 0, as Math.max does.
    v128.store(y, f32x4.add(f32x4.pmax(v128.load(x), zero), zero));
  }
}

export function reluGradients(y: usize, dy: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (const end = y + ((<usize>count) << 2); y < end; y += 16, dy += 16, dx += 16) {
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  }
}

export function leakyRelu(x: usize, slope: f32, y: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const s = f32x4.splat(slope);
  for (const end = x + ((<usize>count) << 2); x < end; x += 16, y += 16) {
    const v = v128.load(x);
    v128.store(y, v128.bitselect(v, f32x4.mul(s, v), f32x4.gt(v, zero)));
  }
}

export function leakyReluGradients(x: usize, slope: f32, dy: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const s = f32x4.splat(slope);
  for (const end = x + ((<usize>count) << 2); x < end; x += 16, dy += 16, dx += 16) {
    const d = v128.load(dy);
    v128.store(dx, v128.bitselect(d, f32x4.mul(s, d), f32x4.gt(v128.load(x), zero)));
  }
}

export function sigmoid(x: usize, y: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (const end = x + ((<usize>count) << 2); x < end; x += 8, y += 8) {
    const e = expTwo(f64x2.neg(f64x2.promote_low_f32x4(v128.load64_zero(x))));
    const v = f64x2.div(one, f64x2.add(one, e));
    v128.store64_lane(y, f32x4.demote_f64x2_zero(v), 0);
  }
}

export function sigmoidGradients(y: usize, dy: usize, dx: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (const end = y + ((<usize>count) << 2); y < end; y += 16, dy += 16, dx += 16) {
    const v = v128.load(y);
    v128.store(dx, f32x4.mul(f32x4.mul(v128.load(dy), f32x4.sub(one, v)), v));
  }
}

export function tanh(x: usize, y: usize, count: i32): void {
  for (const end = x + ((<usize>count) << 2); x < end; x += 4, y += 4) {
    store<f32>(y, <f32>tanhOf(<f64>load<f32>(x)));
  }
}

export function tanhGradients(y: usize, dy: usize, dx: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (const end = y + ((<usize>count) << 2); y < end; y += 16, dy += 16, dx += 16) {
    const v = v128.load(y);
    v128.store(dx, f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(v, v))));
  }
}

export function multiply(x: usize, mask: usize, y: usize, count: i32): void {
  for (const end = x + ((<usize>count) << 2); x < end; x += 16, mask += 16, y += 16) {
    v128.store(y, f32x4.mul(v128.load(x), v128.load(mask)));
  }
}

export function addElements(a: usize, b: usize, y: usize, count: i32): void {
  for (const end = a + ((<usize>count) << 2); a < end; a += 16, b += 16, y += 16) {
    v128.store(y, f32x4.add(v128.load(a), v128.load(b)));
  }
}
