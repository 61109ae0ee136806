/**
 * Products of a dense layer, Y = X·W and dX = dY·Wᵀ, and what `product-gradients.ts` makes dW = Xᵀ·dY with. Seen by rows they
 * are one thing: each row of the result is a sum of rows of the right factor, each times a number of the left one.
 * {@link addRows2} to {@link addRows12} do that for a list of the numbers that are not 0, with the row of the result in
 * registers.
 */
import { multiplyAdd } from './multiply-add';
import { appendFour, appendOne, LIST_BYTES, LONGEST, PLACES } from './nonzeros';

/** Rows of the result whose lists are made together: the part of the right factor they share stays in the cache. */
export const GROUP: i32 = 16;
/** Where in scratch memory the ends of the lists stand, behind the lists. */
export const ENDS: usize = <usize>GROUP * LIST_BYTES;
/** Vectors of four numbers of a row of the result that registers hold at once. */
const WIDEST: i32 = 12;

/** The bytes of scratch memory that the products need. */
export function scratchBytes(): usize {
  return <i32>ENDS + GROUP * 4;
}

/**
 * `vectors` vectors of a row of the result += Σ numberᵢ · (row at `rows` + placeᵢ), over the list from `list` to `end`,
 * in order. Not unrolled: V8 would move all arithmetic to the end of the body and run out of registers.
 */
// @ts-expect-error: decorator
@inline
function addRows(vectors: i32, list: usize, end: usize, rows: usize, result: usize): void {
  let s0 = v128.load(result);
  let s1 = v128.load(result, 16);
  let s2 = vectors > 2 ? v128.load(result, 32) : s0;
  let s3 = vectors > 2 ? v128.load(result, 48) : s0;
  let s4 = vectors > 4 ? v128.load(result, 64) : s0;
  let s5 = vectors > 4 ? v128.load(result, 80) : s0;
  let s6 = vectors > 6 ? v128.load(result, 96) : s0;
  let s7 = vectors > 6 ? v128.load(result, 112) : s0;
  let s8 = vectors > 8 ? v128.load(result, 128) : s0;
  let s9 = vectors > 8 ? v128.load(result, 144) : s0;
  let s10 = vectors > 10 ? v128.load(result, 160) : s0;
  let s11 = vectors > 10 ? v128.load(result, 176) : s0;
  while (list < end) {
    const row = rows + <usize>load<u32>(list, PLACES);
    const number = v128.load32_splat(list);
    s0 = multiplyAdd(number, v128.load(row), s0);
    s1 = multiplyAdd(number, v128.load(row, 16), s1);
    if (vectors > 2) {
      s2 = multiplyAdd(number, v128.load(row, 32), s2);
      s3 = multiplyAdd(number, v128.load(row, 48), s3);
    }
    if (vectors > 4) {
      s4 = multiplyAdd(number, v128.load(row, 64), s4);
      s5 = multiplyAdd(number, v128.load(row, 80), s5);
    }
    if (vectors > 6) {
      s6 = multiplyAdd(number, v128.load(row, 96), s6);
      s7 = multiplyAdd(number, v128.load(row, 112), s7);
    }
    if (vectors > 8) {
      s8 = multiplyAdd(number, v128.load(row, 128), s8);
      s9 = multiplyAdd(number, v128.load(row, 144), s9);
    }
    if (vectors > 10) {
      s10 = multiplyAdd(number, v128.load(row, 160), s10);
      s11 = multiplyAdd(number, v128.load(row, 176), s11);
    }
    list += 4;
  }
  v128.store(result, s0);
  v128.store(result, s1, 16);
  if (vectors > 2) {
    v128.store(result, s2, 32);
    v128.store(result, s3, 48);
  }
  if (vectors > 4) {
    v128.store(result, s4, 64);
    v128.store(result, s5, 80);
  }
  if (vectors > 6) {
    v128.store(result, s6, 96);
    v128.store(result, s7, 112);
  }
  if (vectors > 8) {
    v128.store(result, s8, 128);
    v128.store(result, s9, 144);
  }
  if (vectors > 10) {
    v128.store(result, s10, 160);
    v128.store(result, s11, 176);
  }
}

// Exported so that the compiler keeps each a function of its own, with all registers for its loop.
export function addRows2(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(2, list, end, rows, result);
}
export function addRows4(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(4, list, end, rows, result);
}
export function addRows6(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(6, list, end, rows, result);
}
export function addRows8(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(8, list, end, rows, result);
}
export function addRows10(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(10, list, end, rows, result);
}
export function addRows12(list: usize, end: usize, rows: usize, result: usize): void {
  addRows(12, list, end, rows, result);
}

/** Adds to `count` rows of the result, `stride` bytes apart, what the lists in `scratch` say, part by part of the row. */
export function addLists(
  count: i32,
  scratch: usize,
  rows: usize,
  result: usize,
  stride: usize,
  vectors: i32,
): void {
  const ends = scratch + ENDS;
  let parts = (vectors + WIDEST - 1) / WIDEST;
  let left = vectors;
  while (left > 0) {
    const width = ((left + parts - 1) / parts + 1) & ~1;
    for (let i: usize = 0; i < <usize>count; i++) {
      const list = scratch + i * LIST_BYTES;
      const end = <usize>load<u32>(ends + (i << 2));
      const to = result + i * stride;
      switch (width >> 1) {
        case 1:
          addRows2(list, end, rows, to);
          break;
        case 2:
          addRows4(list, end, rows, to);
          break;
        case 3:
          addRows6(list, end, rows, to);
          break;
        case 4:
          addRows8(list, end, rows, to);
          break;
        case 5:
          addRows10(list, end, rows, to);
          break;
        default:
          addRows12(list, end, rows, to);
      }
    }
    rows += <usize>width << 4;
    result += <usize>width << 4;
    left -= width;
    parts--;
  }
}

/**
 * `count` rows of Y = X·W. Y has `vectors` vectors of four numbers a row, an even number, as has W.
 * @param inner the numbers of a row of X, and rows of W
 */
export function multiplyRows(
  x: usize,
  xStride: usize,
  inner: i32,
  w: usize,
  wStride: usize,
  y: usize,
  yStride: usize,
  vectors: i32,
  count: i32,
  scratch: usize,
): void {
  const ends = scratch + ENDS;
  const fourRows = i32x4.splat(<i32>wStride << 2);
  while (count > 0) {
    const group = min(count, GROUP);
    for (let i: usize = 0; i < <usize>group; i++) memory.fill(y + i * yStride, 0, <usize>vectors << 4);
    for (let first: i32 = 0; first < inner; first += LONGEST) {
      const block = min(inner - first, LONGEST);
      for (let i: usize = 0; i < <usize>group; i++) {
        const from = x + i * xStride + (<usize>first << 2);
        let end = scratch + i * LIST_BYTES;
        let places = i32x4(0, <i32>wStride, <i32>wStride * 2, <i32>wStride * 3);
        const fours = block & ~3;
        for (let k: i32 = 0; k < fours; k += 4) {
          end = appendFour(v128.load(from + (<usize>k << 2)), places, end);
          places = i32x4.add(places, fourRows);
        }
        for (let k = fours; k < block; k++) {
          end = appendOne(load<f32>(from + (<usize>k << 2)), <u32>k * <u32>wStride, end);
        }
        store<u32>(ends + (i << 2), <u32>end);
      }
      addLists(group, scratch, w + <usize>first * wStride, y, yStride, vectors);
    }
    x += <usize>group * xStride;
    y += <usize>group * yStride;
    count -= group;
  }
}

/** Each of `count` rows of Y += b. */
export function addBiases(y: usize, stride: usize, b: usize, vectors: i32, count: i32): void {
  for (; count > 0; count--) {
    for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
      v128.store(y + at, f32x4.add(v128.load(y + at), v128.load(b + at)));
    }
    y += stride;
  }
}
