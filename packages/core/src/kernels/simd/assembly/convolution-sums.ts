/** What belongs to convolutions beside the products: turned weights, bias gradients, and sums over blocks of the batch. */
import { storeLanes } from './lanes';

/** Rows `first` and following of W, turned. W has a row for each input of a group and each of `places` places. */
export function turnWeights(
  w: usize,
  wStride: usize,
  turned: usize,
  turnedStride: usize,
  places: i32,
  groups: i32,
  inputsOfGroup: i32,
  outputsOfGroup: i32,
  first: i32,
  count: i32,
): void {
  for (let row = first; row < first + count; row++) {
    const channel = row / places;
    let from = w + <usize>row * wStride;
    for (let group: i32 = 0; group < groups; group++) {
      let to = turned + <usize>(places - 1 - (row % places)) * turnedStride;
      to += <usize>(group * inputsOfGroup + channel) << 2;
      for (let output: i32 = 0; output < outputsOfGroup; output++) {
        store<f32>(to, load<f32>(from));
        from += 4;
        to += <usize>places * turnedStride;
      }
    }
  }
}

/** db += Σ dY over `count` rows and their pixels, in order. */
export function addConvolutionBiasGradients(
  dy: usize,
  stride: usize,
  pixels: i32,
  outputs: i32,
  db: usize,
  count: i32,
): void {
  for (let first: i32 = 0; first < outputs; first += 4) {
    const to = db + (<usize>first << 2);
    let sum = v128.load(to);
    for (let row: i32 = 0; row < count; row++) {
      let from = dy + <usize>row * stride + (<usize>first << 2);
      for (let pixel: i32 = 0; pixel < pixels; pixel++, from += <usize>outputs << 2) {
        sum = f32x4.add(sum, v128.load(from));
      }
    }
    storeLanes(to, sum, outputs - first);
  }
}

/** `bytes` bytes at `target` = Σ over `blocks` pieces of memory, `blockBytes` apart, in order. */
export function sumBlocks(sums: usize, blockBytes: usize, blocks: i32, target: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    let from = sums + at;
    let sum = f32x4.splat(0);
    for (let block: i32 = 0; block < blocks; block++, from += blockBytes) sum = f32x4.add(sum, v128.load(from));
    v128.store(target + at, sum);
  }
}
