/**
 * Max pooling over `count` rows, sixteen channels at a time on the way forward and eight on the way back, the rest in
 * fours. Of the image, a window sees the rows from `top` up to `bottom` and the columns from `left` up to `right`.
 */
import { storeLanes, storeVectors } from './lanes';

export function maxPool(
  x: usize,
  xStride: usize,
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
  paddingTop: i32,
  paddingLeft: i32,
): void {
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const sixteens = channels & ~15;
  for (; count > 0; count--, x += xStride, y += yStride) {
    let to = y;
    for (let row: i32 = 0; row < outHeight; row++) {
      const top = max(row * stride - paddingTop, 0);
      const bottom = min(row * stride - paddingTop + windowHeight, height);
      for (let column: i32 = 0; column < outWidth; column++, to += pixelBytes) {
        const left = max(column * stride - paddingLeft, 0);
        const right = min(column * stride - paddingLeft + windowWidth, width);
        const first = x + <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: i32 = 0; c < channels; c += c < sixteens ? 16 : 4) {
          const from = first + (<usize>c << 2);
          const result = to + (<usize>c << 2);
          if (c < sixteens) largestOf(4, from, rowBytes, pixelBytes, bottom - top, right - left, result, 16);
          else largestOf(1, from, rowBytes, pixelBytes, bottom - top, right - left, result, channels - c);
        }
      }
    }
  }
}

/** The largest number in a window, for four vectors of channels or for one, of which `channels` numbers are stored. */
// @ts-expect-error: decorator
@inline
function largestOf(
  vectors: i32,
  x: usize,
  rowBytes: usize,
  step: usize,
  rows: i32,
  columns: i32,
  to: usize,
  channels: i32,
): void {
  let m0 = f32x4.splat(-Infinity);
  let m1 = m0;
  let m2 = m0;
  let m3 = m0;
  for (; rows > 0; rows--, x += rowBytes) {
    let from = x;
    for (let j: i32 = 0; j < columns; j++, from += step) {
      m0 = f32x4.max(m0, v128.load(from));
      if (vectors > 1) {
        m1 = f32x4.max(m1, v128.load(from, 16));
        m2 = f32x4.max(m2, v128.load(from, 32));
        m3 = f32x4.max(m3, v128.load(from, 48));
      }
    }
  }
  storeVectors(vectors, to, m0, m1, m2, m3, channels);
}

export function maxPoolGradients(
  x: usize,
  xStride: usize,
  y: usize,
  yStride: usize,
  dy: usize,
  dyStride: usize,
  dx: usize,
  dxStride: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  paddingTop: i32,
  paddingLeft: i32,
): void {
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const eights = channels & ~7;
  for (; count > 0; count--, x += xStride, y += yStride, dy += dyStride, dx += dxStride) {
    memory.fill(dx, 0, <usize>height * rowBytes);
    let at: usize = 0;
    for (let row: i32 = 0; row < outHeight; row++) {
      const top = max(row * stride - paddingTop, 0);
      const bottom = min(row * stride - paddingTop + windowHeight, height);
      for (let column: i32 = 0; column < outWidth; column++, at += pixelBytes) {
        const left = max(column * stride - paddingLeft, 0);
        const right = min(column * stride - paddingLeft + windowWidth, width);
        const first = <usize>top * rowBytes + <usize>left * pixelBytes;
        const rows = bottom - top;
        const columns = right - left;
        for (let c: i32 = 0; c < channels; c += c < eights ? 8 : 4) {
          const from = at + (<usize>c << 2);
          const place = first + (<usize>c << 2);
          const numbers = x + place;
          const largest = y + from;
          const gradients = dy + from;
          const to = dx + place;
          if (c < eights) {
            giveLargest(2, numbers, largest, gradients, to, rowBytes, pixelBytes, rows, columns, 8);
          } else {
            giveLargest(1, numbers, largest, gradients, to, rowBytes, pixelBytes, rows, columns, channels - c);
          }
        }
      }
    }
  }
}

/** Gives the gradients of a window to the first of its largest numbers, for two vectors of channels or for one. */
// @ts-expect-error: decorator
@inline
function giveLargest(
  vectors: i32,
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  rowBytes: usize,
  step: usize,
  rows: i32,
  columns: i32,
  channels: i32,
): void {
  const m0 = v128.load(y);
  const m1 = v128.load(y, 16);
  let d0 = v128.load(dy);
  let d1 = v128.load(dy, 16);
  for (; rows > 0; rows--, x += rowBytes, dx += rowBytes) {
    for (let at: usize = 0; at < <usize>columns * step; at += step) {
      // Who is not the largest gets 0, added to a sum that is never −0; who was has taken all there is.
      const found0 = f32x4.eq(v128.load(x + at), m0);
      const sum0 = f32x4.add(v128.load(dx + at), v128.and(d0, found0));
      d0 = v128.andnot(d0, found0);
      if (vectors > 1) {
        const found1 = f32x4.eq(v128.load(x + at, 16), m1);
        v128.store(dx + at, sum0);
        v128.store(dx + at, f32x4.add(v128.load(dx + at, 16), v128.and(d1, found1)), 16);
        d1 = v128.andnot(d1, found1);
      } else {
        storeLanes(dx + at, sum0, channels);
      }
    }
  }
}
