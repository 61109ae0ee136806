/** Moving numbers about. */

/** `count` bytes as numbers. */
export function bytesToFloats(bytes: usize, floats: usize, count: i32): void {
  const end = bytes + <usize>count;
  while (bytes + 8 <= end) {
    const words = v128.load8x8_u(bytes);
    v128.store(floats, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words)));
    v128.store(floats, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(words)), 16);
    bytes += 8;
    floats += 32;
  }
  for (; bytes < end; bytes++, floats += 4) store<f32>(floats, <f32>load<u8>(bytes));
}

export function copy(from: usize, to: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/** 1 where `count` numbers, a multiple of 4, are finite, else 0: v − v is 0 for finite numbers and else NaN. */
export function areFinite(values: usize, count: i32): i32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  const end = values + (<usize>count << 2);
  for (; values + 32 <= end; values += 32) {
    const a = v128.load(values);
    const b = v128.load(values, 16);
    even = f32x4.add(even, f32x4.sub(a, a));
    odd = f32x4.add(odd, f32x4.sub(b, b));
  }
  if (values < end) {
    const a = v128.load(values);
    even = f32x4.add(even, f32x4.sub(a, a));
  }
  const sum = f32x4.add(even, odd);
  return i32(!v128.any_true(f32x4.ne(sum, sum)));
}

/** `count` rows of a matrix of `columns` columns, from row `first` on, into the columns of another. */
export function transpose(
  from: usize,
  fromStride: usize,
  columns: i32,
  to: usize,
  toStride: usize,
  first: i32,
  count: i32,
): void {
  from += <usize>first * fromStride;
  to += (<usize>first) << 2;
  for (; count >= 4; count -= 4) {
    let source = from;
    let target = to;
    let column: i32 = 0;
    for (; column + 4 <= columns; column += 4) {
      const a = v128.load(source);
      const b = v128.load(source + fromStride);
      const c = v128.load(source + 2 * fromStride);
      const d = v128.load(source + 3 * fromStride);
      const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
      v128.store(target + toStride, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
      v128.store(target + 2 * toStride, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
      v128.store(target + 3 * toStride, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
      source += 16;
      target += 4 * toStride;
    }
    for (; column < columns; column++, source += 4, target += toStride) {
      for (let row: usize = 0; row < 4; row++)
        store<f32>(target + (row << 2), load<f32>(source + row * fromStride));
    }
    from += 4 * fromStride;
    to += 16;
  }
  for (; count > 0; count--, from += fromStride, to += 4) {
    for (let column: usize = 0; column < <usize>columns; column++) {
      store<f32>(to + column * toStride, load<f32>(from + (column << 2)));
    }
  }
}
