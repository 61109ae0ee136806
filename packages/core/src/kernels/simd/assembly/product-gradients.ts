/** The gradients of a dense layer's parameters, dW = Xᵀ·dY and db = Σ dY. */
import { appendFour, appendOne, LIST_BYTES, LONGEST } from './nonzeros';
import { ENDS, GROUP } from './products';

/** That of `products.ts`, as the module has it that is loaded before. */
// @ts-expect-error: decorator
@external('env', 'addLists')
declare function addLists(
  count: i32,
  scratch: usize,
  rows: usize,
  result: usize,
  stride: usize,
  vectors: i32,
): void;

/**
 * `count` rows of dW = Xᵀ·dY. dY has `vectors` vectors of four numbers a row, an even number, as has dW.
 * @param x where the first of the columns of X stands that give the rows
 * @param inner the rows of X and of dY
 */
export function multiplyColumns(
  x: usize,
  xStride: usize,
  inner: i32,
  dy: usize,
  dyStride: usize,
  dw: usize,
  dwStride: usize,
  vectors: i32,
  count: i32,
  scratch: usize,
): void {
  while (count > 0) {
    const group = min(count, GROUP);
    for (let i: usize = 0; i < <usize>group; i++) memory.fill(dw + i * dwStride, 0, <usize>vectors << 4);
    for (let first: i32 = 0; first < inner; first += LONGEST) {
      const block = min(inner - first, LONGEST);
      const from = x + <usize>first * xStride;
      for (let column: i32 = 0; column < group; column += 4) {
        listFourColumns(from + (<usize>column << 2), xStride, block, dyStride, scratch, column);
      }
      addLists(group, scratch, dy + <usize>first * dyStride, dw, dwStride, vectors);
    }
    x += <usize>group << 2;
    dw += <usize>group * dwStride;
    count -= group;
  }
}

/** Makes the lists of four neighbouring columns of X, `count` rows long: the lists `list` and following in `scratch`. */
function listFourColumns(x: usize, stride: usize, count: i32, placeBytes: usize, scratch: usize, list: i32): void {
  let end0 = scratch + <usize>list * LIST_BYTES;
  let end1 = end0 + LIST_BYTES;
  let end2 = end1 + LIST_BYTES;
  let end3 = end2 + LIST_BYTES;
  let places = i32x4(0, <i32>placeBytes, <i32>placeBytes * 2, <i32>placeBytes * 3);
  const fourRows = i32x4.splat(<i32>placeBytes << 2);
  const fours = count & ~3;
  let row: i32 = 0;
  for (; row < fours; row += 4) {
    const a = v128.load(x);
    const b = v128.load(x + stride);
    const c = v128.load(x + 2 * stride);
    const d = v128.load(x + 3 * stride);
    const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    end0 = appendFour(v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5), places, end0);
    end1 = appendFour(v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7), places, end1);
    end2 = appendFour(v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), places, end2);
    end3 = appendFour(v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), places, end3);
    places = i32x4.add(places, fourRows);
    x += 4 * stride;
  }
  for (; row < count; row++) {
    const place = <u32>row * <u32>placeBytes;
    end0 = appendOne(load<f32>(x), place, end0);
    end1 = appendOne(load<f32>(x, 4), place, end1);
    end2 = appendOne(load<f32>(x, 8), place, end2);
    end3 = appendOne(load<f32>(x, 12), place, end3);
    x += stride;
  }
  const ends = scratch + ENDS + (<usize>list << 2);
  store<u32>(ends, <u32>end0);
  store<u32>(ends, <u32>end1, 4);
  store<u32>(ends, <u32>end2, 8);
  store<u32>(ends, <u32>end3, 12);
}

/** db = Σ of `count` rows of dY, in order. */
export function sumRows(dy: usize, stride: usize, db: usize, vectors: i32, count: i32): void {
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    let sum = f32x4.splat(0);
    for (let row: usize = 0; row < <usize>count; row++) sum = f32x4.add(sum, v128.load(dy + row * stride + at));
    v128.store(db + at, sum);
  }
}
