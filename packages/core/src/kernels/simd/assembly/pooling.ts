/**
 * Pooling over `count` rows, four channels at a time. Of each pixel of the output its window sees the rows `top` to `bottom`
 * and the columns `left` to `right` of the image, without the last ones.
 */
import { storeLanes } from './lanes';

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
  for (; count > 0; count--, x += xStride, y += yStride) {
    let to = y;
    for (let row: i32 = 0; row < outHeight; row++) {
      const top = max(row * stride - paddingTop, 0);
      const bottom = min(row * stride - paddingTop + windowHeight, height);
      for (let column: i32 = 0; column < outWidth; column++, to += pixelBytes) {
        const left = max(column * stride - paddingLeft, 0);
        const right = min(column * stride - paddingLeft + windowWidth, width);
        const first = x + <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: i32 = 0; c < channels; c += 4) {
          let line = first + (<usize>c << 2);
          let largest = f32x4.splat(-Infinity);
          for (let i = top; i < bottom; i++, line += rowBytes) {
            let from = line;
            for (let j = left; j < right; j++, from += pixelBytes) largest = f32x4.max(largest, v128.load(from));
          }
          storeLanes(to + (<usize>c << 2), largest, channels - c);
        }
      }
    }
  }
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
        for (let c: i32 = 0; c < channels; c += 4) {
          const largest = v128.load(y + at + (<usize>c << 2));
          let rest = v128.load(dy + at + (<usize>c << 2));
          let line = first + (<usize>c << 2);
          for (let i = top; i < bottom; i++, line += rowBytes) {
            let place = line;
            for (let j = left; j < right; j++, place += pixelBytes) {
              const found = f32x4.eq(v128.load(x + place), largest);
              // Who is not the largest adds 0 to a sum that is never −0; who was has nothing left to give.
              const sum = f32x4.add(v128.load(dx + place), v128.and(rest, found));
              storeLanes(dx + place, sum, channels - c);
              rest = v128.andnot(rest, found);
            }
          }
        }
      }
    }
  }
}

export function averagePool(
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
  for (; count > 0; count--, x += xStride, y += yStride) {
    let to = y;
    for (let row: i32 = 0; row < outHeight; row++) {
      const top = max(row * stride - paddingTop, 0);
      const bottom = min(row * stride - paddingTop + windowHeight, height);
      for (let column: i32 = 0; column < outWidth; column++, to += pixelBytes) {
        const left = max(column * stride - paddingLeft, 0);
        const right = min(column * stride - paddingLeft + windowWidth, width);
        const pixels = f32x4.splat(<f32>((bottom - top) * (right - left)));
        const first = x + <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: i32 = 0; c < channels; c += 4) {
          let line = first + (<usize>c << 2);
          let sum = f32x4.splat(0);
          for (let i = top; i < bottom; i++, line += rowBytes) {
            let from = line;
            for (let j = left; j < right; j++, from += pixelBytes) sum = f32x4.add(sum, v128.load(from));
          }
          storeLanes(to + (<usize>c << 2), f32x4.div(sum, pixels), channels - c);
        }
      }
    }
  }
}

export function averagePoolGradients(
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
  for (; count > 0; count--, dy += dyStride, dx += dxStride) {
    memory.fill(dx, 0, <usize>height * rowBytes);
    let from = dy;
    for (let row: i32 = 0; row < outHeight; row++) {
      const top = max(row * stride - paddingTop, 0);
      const bottom = min(row * stride - paddingTop + windowHeight, height);
      for (let column: i32 = 0; column < outWidth; column++, from += pixelBytes) {
        const left = max(column * stride - paddingLeft, 0);
        const right = min(column * stride - paddingLeft + windowWidth, width);
        const pixels = f32x4.splat(<f32>((bottom - top) * (right - left)));
        const first = dx + <usize>top * rowBytes + <usize>left * pixelBytes;
        for (let c: i32 = 0; c < channels; c += 4) {
          const share = f32x4.div(v128.load(from + (<usize>c << 2)), pixels);
          let line = first + (<usize>c << 2);
          for (let i = top; i < bottom; i++, line += rowBytes) {
            let to = line;
            for (let j = left; j < right; j++, to += pixelBytes) {
              storeLanes(to, f32x4.add(v128.load(to), share), channels - c);
            }
          }
        }
      }
    }
  }
}
