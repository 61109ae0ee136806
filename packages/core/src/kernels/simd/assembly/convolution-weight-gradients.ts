/**
 * The gradients of a convolution's weights. A number of X at row R and column P of the plane over which the window slides
 * counts for row (i, j) of its channel times dY at ((R − i) / stride, (P − j) / stride), where these are whole. So dY is
 * put into a plane with a border of zeros, and for each channel and row of the window a list of numbers of X is walked
 * once, with neighbouring pixels of dY as one row: those of all columns of the window. With a stride, R and P have
 * remainders, the phases, each with lists and columns of its own.
 */
import { addListsOf } from './add-lists';
import { copyNumbers } from './lanes';
import { listChannel, listFourChannels, PAIR_BYTES, SLACK } from './pairs';
import { columnsOf, vectorsFor, WIDEST } from './window';

/** As much of the plane as lists go over at a time, in bytes: a part of the fastest cache. */
const BAND_BYTES: i32 = 16384;
/** Where four lists begin and end, two words each. */
const BOUNDS_BYTES: usize = 32;

/** The bytes of scratch memory that {@link addConvolutionWeightGradients} needs. */
export function weightGradientsScratch(
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
  groups: i32,
): i32 {
  const pixelBytes = vectorsFor(outputs / groups) << 4;
  const pitch = planeSize(width, outWidth, windowWidth, stride, left) * pixelBytes;
  const plane = planeSize(height, outHeight, windowHeight, stride, top) * pitch;
  const sums = (channels / groups) * windowHeight * windowWidth * pixelBytes;
  return plane + sums + <i32>BOUNDS_BYTES + 4 * listBytes(width, stride, pitch);
}

/** The rows or the columns of the plane. */
// @ts-expect-error: decorator
@inline
function planeSize(size: i32, outSize: i32, window: i32, stride: i32, before: i32): i32 {
  return max((size - 1 + before) / stride, outSize - 1) + columnsOf(0, window, stride);
}

/** The rows of the plane that lists go over at a time. */
// @ts-expect-error: decorator
@inline
function bandRows(pitch: i32): i32 {
  return max(BAND_BYTES / pitch, 1);
}

// @ts-expect-error: decorator
@inline
function listBytes(width: i32, stride: i32, pitch: i32): i32 {
  return bandRows(pitch) * ((width + stride - 1) / stride) * <i32>PAIR_BYTES + <i32>SLACK;
}

/** Adds to dW what `count` rows of X and dY contribute. */
export function addConvolutionWeightGradients(
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
  outputs: i32,
  windowHeight: i32,
  windowWidth: i32,
  stride: i32,
  top: i32,
  left: i32,
  groups: i32,
  scratch: usize,
): void {
  const inputs = channels / groups;
  const groupOutputs = outputs / groups;
  const pixelBytes = vectorsFor(groupOutputs) << 4;
  const pitch = planeSize(width, outWidth, windowWidth, stride, left) * pixelBytes;
  const planeRows = planeSize(height, outHeight, windowHeight, stride, top);
  const borderRows = columnsOf(0, windowHeight, stride) - 1;
  const borderColumns = columnsOf(0, windowWidth, stride) - 1;
  const plane = scratch;
  const sums = plane + <usize>(planeRows * pitch);
  const bounds = sums + <usize>(inputs * windowHeight * windowWidth * pixelBytes);
  const lists = bounds + BOUNDS_BYTES;
  const bytesOfList = <usize>listBytes(width, stride, pitch);
  const band = bandRows(pitch);

  memory.fill(plane, 0, <usize>(planeRows * pitch));
  for (let group: i32 = 0; group < groups; group++) {
    const groupBytes = <usize>(group * groupOutputs) << 2;
    moveSums(
      true, dw + groupBytes, dwStride, groupOutputs, inputs * windowHeight, windowWidth, stride, pixelBytes, sums,
    );
    for (let sample: i32 = 0; sample < count; sample++) {
      const from = x + <usize>sample * xStride + (<usize>(group * inputs) << 2);
      fillPlane(
        dy + <usize>sample * dyStride + groupBytes, outHeight, outWidth, outputs, groupOutputs,
        plane + <usize>(borderRows * pitch + borderColumns * pixelBytes), pitch, pixelBytes,
      );
      for (let firstRow: i32 = 0; firstRow < planeRows; firstRow += band) {
        for (let rowPhase: i32 = 0; rowPhase < min(stride, windowHeight); rowPhase++) {
          // Of the rows of the band, those that are rows of X.
          const above = max(0, (top - rowPhase + stride - 1) / stride);
          const begin = max(firstRow, above);
          const end = min(firstRow + band, (height - 1 + top - rowPhase + stride) / stride);
          let offset: i32 = 0;
          for (let phase: i32 = 0; phase < min(stride, windowWidth); phase++) {
            const columns = columnsOf(phase, windowWidth, stride);
            const before = max(0, (left - phase + stride - 1) / stride);
            const pixels = (width - 1 + left - phase + stride) / stride - before;
            for (let c: i32 = 0; c < inputs; c += 4) {
              const channelsAtOnce = min(4, inputs - c);
              for (let k: usize = 0; k < 4; k++) {
                store<u32>(bounds + (k << 3), <u32>(lists + k * bytesOfList));
                store<u32>(bounds + (k << 3), <u32>(lists + k * bytesOfList), 4);
              }
              for (let row = begin; row < end; row++) {
                const firstPixel = (row * stride + rowPhase - top) * width + before * stride + phase - left;
                const pixel = from + (<usize>(firstPixel * channels + c) << 2);
                const step = <usize>(stride * channels) << 2;
                const place = row * pitch + before * pixelBytes;
                if (channelsAtOnce == 4) {
                  listFourChannels(pixel, step, pixels, place, pixelBytes, bounds);
                  continue;
                }
                for (let k: usize = 0; k < <usize>channelsAtOnce; k++) {
                  const list = <usize>load<u32>(bounds + (k << 3), 4);
                  const listEnd = listChannel(pixel + (k << 2), step, pixels, place, pixelBytes, list);
                  store<u32>(bounds + (k << 3), <u32>listEnd, 4);
                }
              }
              for (let k: i32 = 0; k < channelsAtOnce; k++) {
                for (let i = rowPhase; i < windowHeight; i += stride) {
                  addPixels(
                    bounds + (<usize>k << 3),
                    plane + <usize>((borderRows - i / stride) * pitch + (borderColumns - columns + 1) * pixelBytes),
                    sums + <usize>((((c + k) * windowHeight + i) * windowWidth + offset) * pixelBytes),
                    columns * (pixelBytes >> 4),
                  );
                }
              }
            }
            offset += columns;
          }
        }
      }
    }
    moveSums(
      false, dw + groupBytes, dwStride, groupOutputs, inputs * windowHeight, windowWidth, stride, pixelBytes, sums,
    );
  }
}

/** Adds rows of the plane, each of `vectors` vectors, to sums, part by part. */
function addPixels(bounds: usize, rows: usize, sums: usize, vectors: i32): void {
  let parts = (vectors + WIDEST - 1) / WIDEST;
  while (vectors > 0) {
    const width = ((vectors + parts - 1) / parts + 1) & ~1;
    addListsOf(width, bounds, 1, rows, sums, 0);
    rows += <usize>width << 4;
    sums += <usize>width << 4;
    vectors -= width;
    parts--;
  }
}

/** Puts one group of the numbers of a row of dY into the plane. Between pixels it may write numbers without meaning. */
function fillPlane(
  dy: usize,
  height: i32,
  width: i32,
  outputs: i32,
  groupOutputs: i32,
  plane: usize,
  pitch: i32,
  pixelBytes: i32,
): void {
  for (let row: i32 = 0; row < height; row++, plane += <usize>pitch) {
    let to = plane;
    for (let pixel: i32 = 0; pixel < width; pixel++, dy += <usize>outputs << 2, to += <usize>pixelBytes) {
      for (let at: usize = 0; at < <usize>groupOutputs << 2; at += 16) v128.store(to + at, v128.load(dy + at));
    }
  }
}

/**
 * Brings one group of dW, `rows` window rows of it, into the order in which the sums are made, or back: phase by phase,
 * in each from the right.
 */
function moveSums(
  into: bool,
  dw: usize,
  dwStride: usize,
  groupOutputs: i32,
  rows: i32,
  windowWidth: i32,
  stride: i32,
  pixelBytes: i32,
  sums: usize,
): void {
  for (; rows > 0; rows--, dw += <usize>windowWidth * dwStride) {
    for (let phase: i32 = 0; phase < min(stride, windowWidth); phase++) {
      for (let column = columnsOf(phase, windowWidth, stride) - 1; column >= 0; column--) {
        const row = dw + <usize>(column * stride + phase) * dwStride;
        if (into) copyNumbers(row, sums, groupOutputs);
        else copyNumbers(sums, row, groupOutputs);
        sums += <usize>pixelBytes;
      }
    }
  }
}
