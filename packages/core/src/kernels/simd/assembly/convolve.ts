/**
 * Convolutions, forward and for input gradients, which are convolutions of dY with turned weights where the pixels of dY
 * lie `dilation` apart.
 *
 * A number of X at column P counts for the results x with P − x·stride = j, for all columns j of the window: neighbours.
 * So for each row of the window, pixel by pixel, the row [w₍ⱼ₎ … w₁ w₀] times the number is added to neighbouring results
 * at once, in registers; the results of a row wait in a buffer. Each result gets its terms in the order of the window's
 * rows, columns and channels. With a stride, j has the remainder of P, one of `stride` phases. The outputs are cut
 * into parts so that such a row fits the registers, and a window that is too wide into pieces. The weights are copied
 * into rows of that kind first.
 */
import { addListsOf } from './add-lists';
import { copyNumbers } from './lanes';
import { listPixels, PAIR_BYTES, SLACK } from './pairs';
import { columnsOf, vectorsFor, WIDEST } from './window';

/** From one row of the arranged weights to the next, in bytes. */
const ROW_BYTES: i32 = WIDEST * 16;

/** The vectors of a part of the outputs. */
// @ts-expect-error: decorator
@inline
function vectorsOfPart(vectors: i32, columns: i32): i32 {
  const widest = max((WIDEST / columns) & ~1, 2);
  const parts = (vectors + widest - 1) / widest;
  return ((vectors + parts - 1) / parts + 1) & ~1;
}

/** The bytes of scratch memory that {@link convolve} needs. */
export function convolveScratch(
  width: i32,
  channels: i32,
  outWidth: i32,
  outputs: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  groups: i32,
): i32 {
  const inputs = channels / groups;
  const columns = columnsOf(0, windowWidth, stride);
  const vectors = vectorsFor(outputs / groups);
  const part = vectorsOfPart(vectors, columns);
  const parts = (vectors + part - 1) / part;
  const pieces = (columns + WIDEST / part - 1) / (WIDEST / part);
  const tables = parts * windowHeight * min(stride, windowWidth) * pieces * inputs * ROW_BYTES;
  return tables + (outWidth + 2 * (columns - 1)) * part * 16 + windowHeight * rowBytes(width, inputs);
}

/** The bytes of the lists of a row of X, and of the table that says where they end. */
// @ts-expect-error: decorator
@inline
function rowBytes(width: i32, inputs: i32): i32 {
  return 4 * (width + 1) + width * inputs * <i32>PAIR_BYTES + <i32>SLACK;
}

/** Copies the weights of a group: of each part, window row, phase and piece a row for every input. */
function arrangeWeights(
  w: usize,
  wStride: usize,
  inputs: i32,
  vectors: i32,
  part: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  arranged: usize,
): void {
  const widest = WIDEST / part;
  for (let first: i32 = 0; first < vectors; first += part) {
    const bytes = <usize>min(part, vectors - first) << 4;
    for (let i: i32 = 0; i < windowHeight; i++) {
      for (let phase: i32 = 0; phase < min(stride, windowWidth); phase++) {
        const columns = columnsOf(phase, windowWidth, stride);
        for (let piece: i32 = 0; piece < columnsOf(0, windowWidth, stride); piece += widest) {
          const end = min(piece + widest, columns);
          for (let c: i32 = 0; c < inputs; c++) {
            let to = arranged;
            for (let column = end - 1; column >= piece; column--) {
              const row = (c * windowHeight + i) * windowWidth + column * stride + phase;
              const from = w + <usize>row * wStride + (<usize>first << 4);
              for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
              to += bytes;
            }
            arranged += ROW_BYTES;
          }
        }
      }
    }
  }
}

/** Adds to the results of a row what a row of the window sees: the lists of `count` pixels from column `first` on. */
function addWindowRow(
  bounds: usize,
  first: i32,
  count: i32,
  dilation: i32,
  windowWidth: i32,
  stride: i32,
  vectors: i32,
  widest: i32,
  weights: usize,
  tableBytes: usize,
  results: usize,
): void {
  const all = columnsOf(0, windowWidth, stride);
  const pieces = (all + widest - 1) / widest;
  const pixelBytes = vectors << 4;
  for (let piece: i32 = 0; piece < pieces; piece++) {
    const before = piece * widest;
    if (stride == 1) {
      const columns = min(widest, all - before);
      const result = results + (first + all - before - columns) * pixelBytes;
      addListsOf(columns * vectors, bounds, count, weights + piece * tableBytes, result, dilation * pixelBytes);
      continue;
    }
    for (let pixel: i32 = 0; pixel < count; pixel++) {
      const column = first + pixel * dilation;
      const phase = column % stride;
      if (phase >= windowWidth) continue;
      const columns = min(widest, columnsOf(phase, windowWidth, stride) - before);
      if (columns <= 0) continue;
      const table = weights + (phase * pieces + piece) * tableBytes;
      const result = results + (column / stride + all - before - columns) * pixelBytes;
      addListsOf(columns * vectors, bounds + (<usize>pixel << 2), 1, table, result, 0);
    }
  }
}

/**
 * `count` rows of Y = b + X ∗ W, or, where `b` is 0, of X ∗ W. The pixel of X in row r and column c lies in row
 * r·dilation + top and column c·dilation + left of the plane over which the window slides.
 */
export function convolve(
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
  outputs: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  dilation: i32,
  top: i32,
  left: i32,
  groups: i32,
  scratch: usize,
): void {
  const inputs = channels / groups;
  const groupOutputs = outputs / groups;
  const all = columnsOf(0, windowWidth, stride);
  const vectors = vectorsFor(groupOutputs);
  const part = vectorsOfPart(vectors, all);
  const widest = WIDEST / part;
  const pieces = (all + widest - 1) / widest;
  const tableBytes = <usize>(inputs * ROW_BYTES);
  const windowRowBytes = <usize>(min(stride, windowWidth) * pieces) * tableBytes;
  const partBytes = <usize>windowHeight * windowRowBytes;

  const results = scratch + <usize>((vectors + part - 1) / part) * partBytes;
  const resultPixels = outWidth + 2 * (all - 1);
  const rows = results + (<usize>(resultPixels * part) << 4);
  const bytesOfRow = <usize>rowBytes(width, inputs);

  // The columns of X that some window sees.
  const first = left < 0 ? (dilation - 1 - left) / dilation : 0;
  const last = (outWidth - 1) * stride + windowWidth - 1 - left;
  const pixels = last < 0 ? 0 : min(width, last / dilation + 1) - first;
  const firstColumn = first * dilation + left;

  for (let group: i32 = 0; group < groups; group++) {
    const groupWeights = w + (<usize>(group * groupOutputs) << 2);
    arrangeWeights(
      groupWeights, wStride, inputs, vectors, part, windowHeight, windowWidth, stride, scratch,
    );
    for (let sample: i32 = 0; sample < count; sample++) {
      const from = x + <usize>sample * xStride + (<usize>(group * inputs) << 2);
      let listed: i32 = 0;
      for (let outRow: i32 = 0; outRow < outHeight; outRow++) {
        const above = outRow * stride - top;
        const firstRow = above > 0 ? (above + dilation - 1) / dilation : 0;
        const below = above + windowHeight - 1;
        const endRow = below < 0 ? 0 : min(height, below / dilation + 1);
        for (listed = max(listed, firstRow); listed < endRow; listed++) {
          const bounds = rows + <usize>(listed % windowHeight) * bytesOfRow;
          const list = bounds + (<usize>(width + 1) << 2);
          const pixel = from + (<usize>((listed * width + first) * channels) << 2);
          store<u32>(bounds, <u32>list);
          listPixels(pixel, <usize>channels << 2, pixels, inputs, ROW_BYTES, list, bounds + 4);
        }
        for (let begin: i32 = 0; begin < vectors; begin += part) {
          const partVectors = min(part, vectors - begin);
          const offset = group * groupOutputs + (begin << 2);
          fillResults(results, resultPixels, partVectors, b == 0 ? 0 : b + (<usize>offset << 2));
          for (let row = firstRow; row < endRow; row++) {
            const windowRow = row * dilation - above;
            addWindowRow(
              rows + <usize>(row % windowHeight) * bytesOfRow,
              firstColumn, pixels, dilation, windowWidth, stride, partVectors, widest,
              scratch + <usize>(begin / part) * partBytes + <usize>windowRow * windowRowBytes,
              tableBytes, results,
            );
          }
          const numbers = min(partVectors << 2, groupOutputs - (begin << 2));
          let to = y + <usize>sample * yStride + (<usize>(outRow * outWidth * outputs + offset) << 2);
          let result = results + (<usize>((all - 1) * partVectors) << 4);
          for (let pixel: i32 = 0; pixel < outWidth; pixel++) {
            copyNumbers(result, to, numbers);
            result += <usize>partVectors << 4;
            to += <usize>outputs << 2;
          }
        }
      }
    }
  }
}

/** Lets the results of a row, those of the border with them, begin with the biases, or with 0. */
function fillResults(results: usize, pixels: i32, vectors: i32, b: usize): void {
  if (b == 0) {
    memory.fill(results, 0, <usize>(pixels * vectors) << 4);
    return;
  }
  for (; pixels > 0; pixels--) {
    for (let at: usize = 0; at < <usize>vectors << 4; at += 16, results += 16) {
      v128.store(results, v128.load(b + at));
    }
  }
}
