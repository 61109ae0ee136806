/** Stores the first `count` numbers of a vector, or all four where `count` is more, and nothing behind them. */
// @ts-expect-error: decorator
@inline
export function storeLanes(to: usize, numbers: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, numbers);
  } else if (count == 1) {
    v128.store32_lane(to, numbers, 0);
  } else {
    v128.store64_lane(to, numbers, 0);
    if (count == 3) v128.store32_lane(to, numbers, 2, 8);
  }
}

/** Stores four vectors, or of one the first `channels` numbers. */
// @ts-expect-error: decorator
@inline
export function storeVectors(vectors: i32, to: usize, v0: v128, v1: v128, v2: v128, v3: v128, channels: i32): void {
  if (vectors > 1) {
    v128.store(to, v0);
    v128.store(to, v1, 16);
    v128.store(to, v2, 32);
    v128.store(to, v3, 48);
  } else {
    storeLanes(to, v0, channels);
  }
}

/** Copies `count` numbers, four at a time. Reads up to three numbers more. */
export function copyNumbers(from: usize, to: usize, count: i32): void {
  for (; count > 0; count -= 4, from += 16, to += 16) storeLanes(to, v128.load(from), count);
}
