/**
 * The inner loop of the convolutions: rows of numbers added to where the result stands, each times a number of a list. It
 * is that of `products.ts` for lists of pairs, with as many results in a row as there are lists.
 */
import { multiplyAdd } from './multiply-add';
import { PAIR_BYTES } from './pairs';

/**
 * For each of `count` lists, `vectors` vectors of a result += Σ numberᵢ · (row at `rows` + placeᵢ), in order. The results
 * stand `step` bytes apart; list n reaches from word n of `bounds` to word n + 1. Not unrolled, see `products.ts`.
 */
// @ts-expect-error: decorator
@inline
function addLists(vectors: i32, bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  let list = <usize>load<u32>(bounds);
  for (; count > 0; count--, result += step) {
    bounds += 4;
    const end = <usize>load<u32>(bounds);
    if (list == end) continue;
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
    for (; list < end; list += PAIR_BYTES) {
      const row = rows + <usize>load<u32>(list, 4);
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
}

// Exported so that the compiler keeps each a function of its own, with all registers for its loop.
export function addLists2(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(2, bounds, count, rows, result, step);
}
export function addLists4(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(4, bounds, count, rows, result, step);
}
export function addLists6(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(6, bounds, count, rows, result, step);
}
export function addLists8(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(8, bounds, count, rows, result, step);
}
export function addLists10(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(10, bounds, count, rows, result, step);
}
export function addLists12(bounds: usize, count: i32, rows: usize, result: usize, step: usize): void {
  addLists(12, bounds, count, rows, result, step);
}

/** The one of {@link addLists2} to {@link addLists12} for a number of vectors, an even one. */
export function addListsOf(
  vectors: i32,
  bounds: usize,
  count: i32,
  rows: usize,
  result: usize,
  step: usize,
): void {
  switch (vectors >> 1) {
    case 1:
      addLists2(bounds, count, rows, result, step);
      break;
    case 2:
      addLists4(bounds, count, rows, result, step);
      break;
    case 3:
      addLists6(bounds, count, rows, result, step);
      break;
    case 4:
      addLists8(bounds, count, rows, result, step);
      break;
    case 5:
      addLists10(bounds, count, rows, result, step);
      break;
    default:
      addLists12(bounds, count, rows, result, step);
  }
}
