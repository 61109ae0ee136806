/** What is drawn at random: Threefry-2x32 with 20 rounds, as in `src/random/threefry.ts`, and what is made of it. */

/** The block for (key, counter): its low word below, its high word above. */
function threefry(keyLow: u32, keyHigh: u32, counter: u64): u64 {
  const parity = keyLow ^ keyHigh ^ 0x1bd11bda;
  let x = <u32>counter + keyLow;
  let y = <u32>(counter >> 32) + keyHigh;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += keyHigh; y += parity + 1;
  x += y; y = rotl(y, 17) ^ x;
  x += y; y = rotl(y, 29) ^ x;
  x += y; y = rotl(y, 16) ^ x;
  x += y; y = rotl(y, 24) ^ x;
  x += parity; y += keyLow + 2;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += keyLow; y += keyHigh + 3;
  x += y; y = rotl(y, 17) ^ x;
  x += y; y = rotl(y, 29) ^ x;
  x += y; y = rotl(y, 16) ^ x;
  x += y; y = rotl(y, 24) ^ x;
  x += keyHigh; y += parity + 4;
  x += y; y = rotl(y, 13) ^ x;
  x += y; y = rotl(y, 15) ^ x;
  x += y; y = rotl(y, 26) ^ x;
  x += y; y = rotl(y, 6) ^ x;
  x += parity; y += keyLow + 5;
  return (<u64>y << 32) | <u64>x;
}

/** Number n of a stream: the low word of block n / 2 where n is even, else the high one. */
// @ts-expect-error: decorator
@inline
function wordOf(block: u64, n: u64): u32 {
  return <u32>(block >> ((n & 1) << 5));
}

/** Fills `count` rows of a mask with `kept` where the stream's number is at least `threshold`, else 0. */
export function dropoutMask(
  mask: usize,
  stride: usize,
  columns: i32,
  keyLow: u32,
  keyHigh: u32,
  first: f64,
  threshold: f64,
  kept: f32,
  count: i32,
): void {
  let n = <u64>first;
  let block = threefry(keyLow, keyHigh, n >> 1);
  for (; count > 0; count--, mask += stride) {
    for (let column: usize = 0; column < <usize>columns; column++, n++) {
      if ((n & 1) == 0) block = threefry(keyLow, keyHigh, n >> 1);
      store<f32>(mask + (column << 2), <f64>wordOf(block, n) >= threshold ? kept : 0);
    }
  }
}

/** The whole numbers from 0 to `length` − 1 in the random order of the stream. */
export function permute(order: usize, length: i32, keyLow: u32, keyHigh: u32): void {
  for (let i: i32 = 0; i < length; i++) store<i32>(order + (<usize>i << 2), i);
  for (let last = length - 1; last > 0; last--) {
    const word = wordOf(threefry(keyLow, keyHigh, <u64>last >> 1), <u64>last);
    const pick = order + (<usize>((<u64>word * <u64>(last + 1)) >> 32) << 2);
    const end = order + (<usize>last << 2);
    const value = load<i32>(end);
    store<i32>(end, load<i32>(pick));
    store<i32>(pick, value);
  }
}
