import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIdx, encodeIdx, type IdxData, IdxError, type IdxFault } from './idx';

const anyData = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.int16Array(),
  fc.int32Array(),
  fc.float32Array({ noNaN: true }),
  fc.float64Array({ noNaN: true }),
) as fc.Arbitrary<IdxData>;

const head = (type: number, ...shape: number[]) => {
  const bytes = new Uint8Array(4 + 4 * shape.length);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length);
  return bytes;
};
const withData = (bytes: Uint8Array, length: number) => Uint8Array.of(...bytes, ...new Uint8Array(length));

describe('IDX files', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(anyData, fc.integer({ min: 1, max: 4 }), (data, rank) => {
        const array = { shape: [data.length, ...new Array<number>(rank - 1).fill(1)], data };
        expect(decodeIdx(encodeIdx(array))).toEqual(array);
      }),
    );
  });

  it('have the bytes the format says', () => {
    const bytes = encodeIdx({ shape: [1, 2], data: Int16Array.of(1, -2) });
    expect([...bytes]).toEqual([0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 255, 254]);
  });

  const hostile: [string, Uint8Array, IdxFault][] = [
    ['nothing', new Uint8Array(0), 'too-short'],
    ['one byte', Uint8Array.of(0), 'too-short'],
    ['three bytes', Uint8Array.of(0, 0, 8), 'too-short'],
    ['a first byte that is not zero', Uint8Array.of(1, 0, 8, 1, 0, 0, 0, 0), 'bad-magic'],
    ['a second byte that is not zero', Uint8Array.of(0, 1, 8, 1, 0, 0, 0, 0), 'bad-magic'],
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), 'bad-magic'],
    ['a PNG file', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'bad-magic'],
    ['text', new TextEncoder().encode('<html>not found</html>'), 'bad-magic'],
    ['type 0', head(0, 1), 'unknown-type'],
    ['type 0x0a', head(0x0a, 1), 'unknown-type'],
    ['type 0x0f', head(0x0f, 1), 'unknown-type'],
    ['type 0xff', head(0xff, 1), 'unknown-type'],
    ['no dimensions', Uint8Array.of(0, 0, 8, 0), 'no-dimensions'],
    ['a head without its dimension', Uint8Array.of(0, 0, 8, 1), 'truncated-header'],
    ['a head with half a dimension', Uint8Array.of(0, 0, 8, 1, 0, 0), 'truncated-header'],
    ['255 dimensions and none there', Uint8Array.of(0, 0, 8, 255, 0, 0, 0, 1), 'truncated-header'],
    ['four billion cubed elements', head(8, 0xffffffff, 0xffffffff, 0xffffffff), 'too-many-elements'],
    ['a size past what can be counted', head(0x0e, 2 ** 27, 2 ** 27), 'too-many-elements'],
    ['four gigabytes claimed, none there', head(8, 0xffffffff), 'truncated-data'],
    ['a byte of data missing', withData(head(8, 3, 2), 5), 'truncated-data'],
    ['half an element missing', withData(head(0x0d, 2), 6), 'truncated-data'],
    ['60,000 pictures claimed, one there', withData(head(8, 60_000, 28, 28), 784), 'truncated-data'],
    ['a byte too many', withData(head(8, 3), 4), 'trailing-bytes'],
    ['data after an empty array', withData(head(8, 0, 28, 28), 1), 'trailing-bytes'],
    ['more pictures than claimed', withData(head(8, 1, 28, 28), 1568), 'trailing-bytes'],
  ];

  it.each(hostile)('with %s are refused with a sentence of their own', (_, bytes, code) => {
    let caught: unknown;
    try {
      decodeIdx(bytes, 'x.idx');
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(IdxError);
    expect(caught).toMatchObject({
      code,
      message: expect.stringMatching(/^x\.idx is no sound IDX file: .+/),
    });
  });

  it('cut anywhere are refused', () => {
    const whole = encodeIdx({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeIdx(whole.subarray(0, length))).toThrow(IdxError);
    }
  });

  it('cannot be written with a shape that does not fit', () => {
    expect(() => encodeIdx({ shape: [3], data: Uint8Array.of(1) })).toThrow(/cannot hold 1 elements/);
    expect(() => encodeIdx({ shape: [], data: Uint8Array.of(1) })).toThrow(/cannot hold/);
  });
});
