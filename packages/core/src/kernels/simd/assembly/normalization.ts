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
  const divisor = f32x4.splat(<f32>places);
  for (; count > 0; count--, x += stride, means += measureStride, deviations += measureStride) {
    for (let at: usize = 0; at < placeBytes; at += 16) {
      const end = x + at + <usize>places * placeBytes;
      let sum = f32x4.splat(0);
      for (let from = x + at; from < end; from += placeBytes) sum = f32x4.add(sum, v128.load(from));
      const mean = f32x4.div(sum, divisor);
      let squares = f32x4.splat(0);
      for (let from = x + at; from < end; from += placeBytes) {
        const deviation = f32x4.sub(v128.load(from), mean);
        squares = f32x4.add(squares, f32x4.mul(deviation, deviation));
      }
      v128.store(means + at, mean);
      v128.store(deviations + at, squares);
    }
  }
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
  for (; count > 0; count--, x += xStride, y += yStride) {
    let from = x;
    let to = y;
    for (let place: i32 = 0; place < places; place++, from += <usize>channels << 2, to += <usize>channels << 2) {
      for (let c: i32 = 0; c < channels; c += 4) {
        const at = <usize>c << 2;
        const deviation = f32x4.sub(v128.load(from + at), v128.load(mean + at));
        const scaled = f32x4.mul(deviation, v128.load(gain + at));
        storeLanes(to + at, f32x4.add(scaled, v128.load(offset + at)), channels - c);
      }
    }
  }
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
  for (; count > 0; count--, x += xStride, dy += dyStride, sums += measureStride, products += measureStride) {
    for (let at: usize = 0; at < placeBytes; at += 16) {
      const m = v128.load(mean + at);
      const end = x + at + <usize>places * placeBytes;
      let sum = f32x4.splat(0);
      let product = f32x4.splat(0);
      let gradients = dy + at;
      for (let from = x + at; from < end; from += placeBytes, gradients += placeBytes) {
        const gradient = v128.load(gradients);
        sum = f32x4.add(sum, gradient);
        product = f32x4.add(product, f32x4.mul(gradient, f32x4.sub(v128.load(from), m)));
      }
      v128.store(sums + at, sum);
      v128.store(products + at, product);
    }
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
  const rowBytes = <usize>(places * channels) << 2;
  for (; count > 0; count--, x += xStride, dy += dyStride, dx += dxStride) {
    for (let place: usize = 0; place < rowBytes; place += <usize>channels << 2) {
      for (let c: i32 = 0; c < channels; c += 4) {
        const at = <usize>c << 2;
        const deviation = f32x4.sub(v128.load(x + place + at), v128.load(mean + at));
        const rest = f32x4.add(f32x4.mul(deviation, v128.load(slope + at)), v128.load(shift + at));
        const scaled = f32x4.mul(v128.load(dy + place + at), v128.load(gain + at));
        storeLanes(dx + place + at, f32x4.add(scaled, rest), channels - c);
      }
    }
  }
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
