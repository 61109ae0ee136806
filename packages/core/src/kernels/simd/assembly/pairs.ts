/**
 * Lists of pairs: a number that is not 0, and behind it the place of the row it is to be multiplied with, in bytes from
 * the first row. Unlike the lists of `nonzeros.ts`, which stand in a fixed place, they may be of any length. A list needs
 * `SLACK` bytes behind its longest.
 */
import { FRONT } from './nonzeros';

export const PAIR_BYTES: usize = 8;
export const SLACK: usize = 32;

/** Appends four numbers to the list that ends at `end`. @returns its new end */
// @ts-expect-error: decorator
@inline
export function appendFourPairs(numbers: v128, places: v128, end: usize): usize {
  const lanes = i32x4.bitmask(f32x4.ne(numbers, f32x4.splat(0)));
  const front = v128.load(FRONT + (<usize>lanes << 4));
  const someNumbers = v128.swizzle(numbers, front);
  const somePlaces = v128.swizzle(places, front);
  v128.store(end, v128.shuffle<f32>(someNumbers, somePlaces, 0, 4, 1, 5));
  v128.store(end, v128.shuffle<f32>(someNumbers, somePlaces, 2, 6, 3, 7), 16);
  return end + <usize>popcnt(lanes) * PAIR_BYTES;
}

/** Appends one number to the list that ends at `end`. @returns its new end */
// @ts-expect-error: decorator
@inline
export function appendPair(number: f32, place: u32, end: usize): usize {
  store<f32>(end, number);
  store<u32>(end, place, 4);
  return end + <usize>i32(number != 0) * PAIR_BYTES;
}

/**
 * Lists the numbers of `count` pixels, `step` bytes apart, one list behind the other, the place of channel c being c times
 * `placeStep`; where the list of each pixel ends goes to `ends`.
 */
export function listPixels(
  x: usize,
  step: usize,
  count: i32,
  channels: i32,
  placeStep: i32,
  list: usize,
  ends: usize,
): void {
  const firstPlaces = i32x4(0, placeStep, placeStep * 2, placeStep * 3);
  const fourPlaces = i32x4.splat(placeStep * 4);
  const fours = channels & ~3;
  for (; count > 0; count--, x += step, ends += 4) {
    let places = firstPlaces;
    for (let c: i32 = 0; c < fours; c += 4) {
      list = appendFourPairs(v128.load(x + (<usize>c << 2)), places, list);
      places = i32x4.add(places, fourPlaces);
    }
    for (let c = fours; c < channels; c++) {
      list = appendPair(load<f32>(x + (<usize>c << 2)), <u32>(c * placeStep), list);
    }
    store<u32>(ends, <u32>list);
  }
}

/**
 * Appends one channel of `count` pixels, `step` bytes apart, to the list that ends at `end`, with places from `place` on,
 * `placeStep` apart. @returns its new end
 */
export function listChannel(x: usize, step: usize, count: i32, place: i32, placeStep: i32, end: usize): usize {
  if (step == 4) {
    let places = i32x4(place, place + placeStep, place + placeStep * 2, place + placeStep * 3);
    const fourPlaces = i32x4.splat(placeStep * 4);
    for (; count >= 4; count -= 4, x += 16, place += placeStep * 4) {
      end = appendFourPairs(v128.load(x), places, end);
      places = i32x4.add(places, fourPlaces);
    }
  }
  for (; count > 0; count--, x += step, place += placeStep) end = appendPair(load<f32>(x), <u32>place, end);
  return end;
}

/**
 * {@link listChannel} for four neighbouring channels. Their lists end where the second, fourth, sixth and eighth word of
 * `bounds` say, and afterwards again.
 */
export function listFourChannels(
  x: usize,
  step: usize,
  count: i32,
  place: i32,
  placeStep: i32,
  bounds: usize,
): void {
  let end0 = <usize>load<u32>(bounds, 4);
  let end1 = <usize>load<u32>(bounds, 12);
  let end2 = <usize>load<u32>(bounds, 20);
  let end3 = <usize>load<u32>(bounds, 28);
  let places = i32x4(place, place + placeStep, place + placeStep * 2, place + placeStep * 3);
  const fourPlaces = i32x4.splat(placeStep * 4);
  for (; count >= 4; count -= 4, x += 4 * step, place += placeStep * 4) {
    const a = v128.load(x);
    const b = v128.load(x + step);
    const c = v128.load(x + 2 * step);
    const d = v128.load(x + 3 * step);
    const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    end0 = appendFourPairs(v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5), places, end0);
    end1 = appendFourPairs(v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7), places, end1);
    end2 = appendFourPairs(v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), places, end2);
    end3 = appendFourPairs(v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), places, end3);
    places = i32x4.add(places, fourPlaces);
  }
  for (; count > 0; count--, x += step, place += placeStep) {
    end0 = appendPair(load<f32>(x), <u32>place, end0);
    end1 = appendPair(load<f32>(x, 4), <u32>place, end1);
    end2 = appendPair(load<f32>(x, 8), <u32>place, end2);
    end3 = appendPair(load<f32>(x, 12), <u32>place, end3);
  }
  store<u32>(bounds, <u32>end0, 4);
  store<u32>(bounds, <u32>end1, 12);
  store<u32>(bounds, <u32>end2, 20);
  store<u32>(bounds, <u32>end3, 28);
}
