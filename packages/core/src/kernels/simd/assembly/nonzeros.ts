/**
 * Lists of the numbers of a vector that are not 0. Half of what flows through a network is 0, black pixels and neurons
 * that are off; a product that walks such lists skips them, which changes no bit of a sum of finite numbers.
 *
 * A list holds up to `LONGEST` numbers, and `PLACES` bytes after each number the place of the row it is to be multiplied
 * with, in bytes from that of the vector's first number.
 */
export const LONGEST: i32 = 64;
export const PLACES: usize = (LONGEST + 4) * 4;
export const LIST_BYTES: usize = 2 * PLACES;

// For each set of lanes, as bits, the bytes that bring them to the front; 128 gives 0.
export const FRONT: usize = memory.data<u8>([
  128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 128, 128, 128, 128, 128, 128, 128, 128,
  8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 8, 9, 10, 11, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 128, 128, 128, 128,
  12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  4, 5, 6, 7, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 128, 128, 128, 128,
  8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128, 128, 128, 128, 128,
  0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128,
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 128, 128, 128, 128,
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
]);

/** Appends four numbers to the list that ends at `end`. @returns its new end */
// @ts-expect-error: decorator
@inline
export function appendFour(numbers: v128, places: v128, end: usize): usize {
  const lanes = i32x4.bitmask(f32x4.ne(numbers, f32x4.splat(0)));
  const front = v128.load(FRONT + (<usize>lanes << 4));
  v128.store(end, v128.swizzle(numbers, front));
  v128.store(end, v128.swizzle(places, front), PLACES);
  return end + (<usize>popcnt(lanes) << 2);
}

/** Appends one number to the list that ends at `end`. @returns its new end */
// @ts-expect-error: decorator
@inline
export function appendOne(number: f32, place: u32, end: usize): usize {
  store<f32>(end, number);
  store<u32>(end, place, PLACES);
  return end + (<usize>i32(number != 0) << 2);
}
