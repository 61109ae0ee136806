/**
 * Normalization of `count` rows, four channels at a time: a row has `places` places, each with a number for each channel.
 * Vectors of channels end with padding.
 */
import { storeLanes } from './lanes';

export function measureChannels(
  x: usize,
  stride: usize,
  places: i32,
  channels: i32,
  means: usize,
  deviations: usize,
  measureStride: usize,
  count: i32,
): void {
  const placeBytes = <usize>channels << 2;
  const sixteens = placeBytes & ~63;
  for (; count > 0; count--, x += stride, means += measureStride, deviations += measureStride) {
    let at: usize = 0;
    for (; at < sixteens; at += 64) measure(4, x + at, placeBytes, places, means + at, deviations + at);
    for (; at < placeBytes; at += 16) measure(1, x + at, placeBytes, places, means + at, deviations + at);
  }
}

/** The means of four vectors of channels, or of one, and the sums of their squared deviations: chains that overlap. */
// @ts-expect-error: decorator
@inline
function measure(vectors: i32, x: usize, step: usize, places: i32, mean: usize, deviations: usize): void {
  const zero = f32x4.splat(0);
  const divisor = f32x4.splat(<f32>places);
  const end = x + <usize>places * step;
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  for (let from = x; from < end; from += step) {
    s0 = f32x4.add(s0, v128.load(from));
    if (vectors > 1) {
      s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32));
      s3 = f32x4.add(s3, v128.load(from, 48));
    }
  }
  s0 = f32x4.div(s0, divisor);
  s1 = f32x4.div(s1, divisor);
  s2 = f32x4.div(s2, divisor);
  s3 = f32x4.div(s3, divisor);
  let q0 = zero;
  let q1 = zero;
  let q2 = zero;
  let q3 = zero;
  for (let from = x; from < end; from += step) {
    q0 = addSquare(f32x4.sub(v128.load(from), s0), q0);
    if (vectors > 1) {
      q1 = addSquare(f32x4.sub(v128.load(from, 16), s1), q1);
      q2 = addSquare(f32x4.sub(v128.load(from, 32), s2), q2);
      q3 = addSquare(f32x4.sub(v128.load(from, 48), s3), q3);
    }
  }
  v128.store(mean, s0);
  v128.store(deviations, q0);
  if (vectors > 1) {
    v128.store(mean, s1, 16);
    v128.store(mean, s2, 32);
    v128.store(mean, s3, 48);
    v128.store(deviations, q1, 16);
    v128.store(deviations, q2, 32);
    v128.store(deviations, q3, 48);
  }
}

// @ts-expect-error: decorator
@inline
function addSquare(number: v128, sum: v128): v128 {
  return f32x4.add(sum, f32x4.mul(number, number));
}

export function normalizeChannels(
  x: usize,
  xStride: usize,
  places: i32,
  channels: i32,
  mean: usize,
  gain: usize,
  offset: usize,
  y: usize,
  yStride: usize,
  count: i32,
): void {
  const placeBytes = <usize>channels << 2;
  const rowBytes = <usize>places * placeBytes;
  const sixteens = channels & ~15;
  for (; count > 0; count--, x += xStride, y += yStride) {
    let c: i32 = 0;
    for (; c < sixteens; c += 16) {
      const at = <usize>c << 2;
      normalizeSixteen(x + at, placeBytes, rowBytes, mean + at, gain + at, offset + at, y + at);
    }
    for (; c < channels; c += 4) {
      const at = <usize>c << 2;
      const m = v128.load(mean + at);
      const g = v128.load(gain + at);
      const o = v128.load(offset + at);
      for (let place = at; place < rowBytes; place += placeBytes) {
        storeLanes(y + place, normalized(v128.load(x + place), m, g, o), channels - c);
      }
    }
  }
}

/** {@link normalizeChannels} for sixteen channels of one row, with what belongs to them in registers. */
function normalizeSixteen(
  x: usize,
  placeBytes: usize,
  rowBytes: usize,
  mean: usize,
  gain: usize,
  offset: usize,
  y: usize,
): void {
  const m0 = v128.load(mean);
  const m1 = v128.load(mean, 16);
  const m2 = v128.load(mean, 32);
  const m3 = v128.load(mean, 48);
  const g0 = v128.load(gain);
  const g1 = v128.load(gain, 16);
  const g2 = v128.load(gain, 32);
  const g3 = v128.load(gain, 48);
  const o0 = v128.load(offset);
  const o1 = v128.load(offset, 16);
  const o2 = v128.load(offset, 32);
  const o3 = v128.load(offset, 48);
  for (let place: usize = 0; place < rowBytes; place += placeBytes) {
    v128.store(y + place, normalized(v128.load(x + place), m0, g0, o0));
    v128.store(y + place, normalized(v128.load(x + place, 16), m1, g1, o1), 16);
    v128.store(y + place, normalized(v128.load(x + place, 32), m2, g2, o2), 32);
    v128.store(y + place, normalized(v128.load(x + place, 48), m3, g3, o3), 48);
  }
}

// @ts-expect-error: decorator
@inline
function normalized(x: v128, mean: v128, gain: v128, offset: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.sub(x, mean), gain), offset);
}

export function measureChannelGradients(
  x: usize,
  xStride: usize,
  dy: usize,
  dyStride: usize,
  places: i32,
  channels: i32,
  mean: usize,
  sums: usize,
  products: usize,
  measureStride: usize,
  count: i32,
): void {
  const placeBytes = <usize>channels << 2;
  const pairs = placeBytes & ~31;
  for (; count > 0; count--, x += xStride, dy += dyStride, sums += measureStride, products += measureStride) {
    let at: usize = 0;
    for (; at < pairs; at += 32) {
      measureGradients(2, x + at, dy + at, placeBytes, places, mean + at, sums + at, products + at);
    }
    for (; at < placeBytes; at += 16) {
      measureGradients(1, x + at, dy + at, placeBytes, places, mean + at, sums + at, products + at);
    }
  }
}

/** {@link measureChannelGradients} for two vectors of channels, or one, of one row. */
// @ts-expect-error: decorator
@inline
function measureGradients(
  vectors: i32,
  x: usize,
  dy: usize,
  step: usize,
  places: i32,
  mean: usize,
  sums: usize,
  products: usize,
): void {
  const m0 = v128.load(mean);
  const m1 = v128.load(mean, 16);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let p0 = f32x4.splat(0);
  let p1 = f32x4.splat(0);
  for (; places > 0; places--, x += step, dy += step) {
    const d0 = v128.load(dy);
    s0 = f32x4.add(s0, d0);
    p0 = f32x4.add(p0, f32x4.mul(d0, f32x4.sub(v128.load(x), m0)));
    if (vectors > 1) {
      const d1 = v128.load(dy, 16);
      s1 = f32x4.add(s1, d1);
      p1 = f32x4.add(p1, f32x4.mul(d1, f32x4.sub(v128.load(x, 16), m1)));
    }
  }
  v128.store(sums, s0);
  v128.store(products, p0);
  if (vectors > 1) {
    v128.store(sums, s1, 16);
    v128.store(products, p1, 16);
  }
}

export function normalizeChannelGradients(
  x: usize,
  xStride: usize,
  dy: usize,
  dyStride: usize,
  places: i32,
  channels: i32,
  mean: usize,
  gain: usize,
  slope: usize,
  shift: usize,
  dx: usize,
  dxStride: usize,
  count: i32,
): void {
  const placeBytes = <usize>channels << 2;
  const rowBytes = <usize>places * placeBytes;
  const eights = channels & ~7;
  for (; count > 0; count--, x += xStride, dy += dyStride, dx += dxStride) {
    for (let c: i32 = 0; c < channels; c += c < eights ? 8 : 4) {
      const at = <usize>c << 2;
      const m = v128.load(mean + at);
      const g = v128.load(gain + at);
      const s = v128.load(slope + at);
      const h = v128.load(shift + at);
      if (c < eights) {
        const m1 = v128.load(mean + at, 16);
        const g1 = v128.load(gain + at, 16);
        const s1 = v128.load(slope + at, 16);
        const h1 = v128.load(shift + at, 16);
        for (let place = at; place < rowBytes; place += placeBytes) {
          v128.store(dx + place, gradients(v128.load(x + place), v128.load(dy + place), m, g, s, h));
          v128.store(dx + place, gradients(v128.load(x + place, 16), v128.load(dy + place, 16), m1, g1, s1, h1), 16);
        }
        continue;
      }
      for (let place = at; place < rowBytes; place += placeBytes) {
        const some = gradients(v128.load(x + place), v128.load(dy + place), m, g, s, h);
        storeLanes(dx + place, some, channels - c);
      }
    }
  }
}

// @ts-expect-error: decorator
@inline
function gradients(x: v128, dy: v128, mean: v128, gain: v128, slope: v128, shift: v128): v128 {
  const rest = f32x4.add(f32x4.mul(f32x4.sub(x, mean), slope), shift);
  return f32x4.add(f32x4.mul(dy, gain), rest);
}

/** y = x·factor, with the factors of each row `factorStride` bytes apart. */
export function scaleChannels(
  x: usize,
  xStride: usize,
  places: i32,
  channels: i32,
  factors: usize,
  factorStride: usize,
  y: usize,
  yStride: usize,
  count: i32,
): void {
  const rowBytes = <usize>(places * channels) << 2;
  for (; count > 0; count--, x += xStride, y += yStride, factors += factorStride) {
    for (let place: usize = 0; place < rowBytes; place += <usize>channels << 2) {
      for (let c: i32 = 0; c < channels; c += 4) {
        const at = <usize>c << 2;
        const scaled = f32x4.mul(v128.load(x + place + at), v128.load(factors + at));
        storeLanes(y + place + at, scaled, channels - c);
      }
    }
  }
}
