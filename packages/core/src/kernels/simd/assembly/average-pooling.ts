/** Average pooling over `count` rows; for how it goes over channels and windows see `max-pooling.ts`. */
import { storeLanes, storeVectors } from './lanes';

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
          if (c < sixteens) averageOf(4, from, rowBytes, pixelBytes, bottom - top, right - left, result, 16);
          else averageOf(1, from, rowBytes, pixelBytes, bottom - top, right - left, result, channels - c);
        }
      }
    }
  }
}

/** The average of the numbers in a window, for four vectors of channels or for one, of which `channels` numbers are stored. */
// @ts-expect-error: decorator
@inline
function averageOf(
  vectors: i32,
  x: usize,
  rowBytes: usize,
  step: usize,
  rows: i32,
  columns: i32,
  to: usize,
  channels: i32,
): void {
  const pixels = f32x4.splat(<f32>(rows * columns));
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; rows > 0; rows--, x += rowBytes) {
    let from = x;
    for (let j: i32 = 0; j < columns; j++, from += step) {
      s0 = f32x4.add(s0, v128.load(from));
      if (vectors > 1) {
        s1 = f32x4.add(s1, v128.load(from, 16));
        s2 = f32x4.add(s2, v128.load(from, 32));
        s3 = f32x4.add(s3, v128.load(from, 48));
      }
    }
  }
  s0 = f32x4.div(s0, pixels);
  storeVectors(
    vectors, to, s0, f32x4.div(s1, pixels), f32x4.div(s2, pixels), f32x4.div(s3, pixels), channels,
  );
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
  const eights = channels & ~7;
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
        for (let c: i32 = 0; c < channels; c += c < eights ? 8 : 4) {
          const s0 = f32x4.div(v128.load(from + (<usize>c << 2)), pixels);
          const s1 = f32x4.div(v128.load(from + (<usize>c << 2), 16), pixels);
          let line = first + (<usize>c << 2);
          for (let i = top; i < bottom; i++, line += rowBytes) {
            let to = line;
            for (let j = left; j < right; j++, to += pixelBytes) {
              const sum0 = f32x4.add(v128.load(to), s0);
              if (c < eights) {
                v128.store(to, sum0);
                v128.store(to, f32x4.add(v128.load(to, 16), s1), 16);
              } else {
                storeLanes(to, sum0, channels - c);
              }
            }
          }
        }
      }
    }
  }
}
