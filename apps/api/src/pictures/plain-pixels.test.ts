import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictBody } from '../schemas/predict';
import { plainPixels } from './plain-pixels';

const LIMIT = 4;
const picture = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 784, maxLength: 784, size: 'max' });
const body = fc.oneof(
  picture.map((pixels) => ({ pixels })),
  fc.array(picture, { minLength: 1, maxLength: LIMIT }).map((images) => ({ images })),
);

/** What the general way makes of a body. */
function general(text: string): number[][] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = predictBody.safeParse(value);
  const pictures = data?.pixels ? [data.pixels] : data?.images;
  return pictures?.map((each) => (typeof each === 'string' ? [] : each));
}

function plain(text: string): number[][] | undefined {
  return plainPixels(Buffer.from(text), LIMIT)?.map((pixels) => [...pixels]);
}

describe('pixels in plain JSON', () => {
  it('are those that the general way finds, however the JSON is laid out', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(undefined, 1, '\t', '\r\n '), (value, space) => {
        const text = `${JSON.stringify(value, undefined, space)}`;
        expect(plain(text)).toBeDefined();
        expect(plain(text)).toEqual(general(text));
      }),
      { numRuns: 50 },
    );
  });

  it('are left to the general way where anything else is there', () => {
    const digits = '0123456789.,-+eE[]{}":\n\\xé ';
    fc.assert(
      fc.property(
        body,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...digits, ''),
        (value, place, length, change) => {
          const text = JSON.stringify(value);
          // Near the beginning, where names are, or the end; or anywhere.
          const at = [place % 14, text.length - (place % 4), place % text.length][length % 3];
          const changed = text.slice(0, at) + change + text.slice(at + (length % 5));
          const found = plain(changed);
          if (found) expect(found).toEqual(general(changed));
        },
      ),
      { numRuns: 1000 },
    );
  });

  const pixels = (first: string, count = 784) =>
    `{"pixels":[${[first, ...Array(count - 1).fill('0')].join()}]}`;
  it.each([
    pixels('256'),
    pixels('1000'),
    pixels('-1'),
    pixels('0.5'),
    pixels('1e2'),
    pixels('01'),
    pixels('00'),
    pixels(''),
    pixels('null'),
    pixels('0', 783),
    pixels('0', 785),
    `${pixels('0')}x`,
    pixels('0').slice(0, -1),
    pixels('0').replace('pixels', 'pixel'),
    pixels('0').replace('}', ',"image":"AA=="}'),
    `{"images":[${Array(LIMIT + 1)
      .fill(JSON.stringify(Array(784).fill(0)))
      .join()}]}`,
    '{"images":[]}',
    '{}',
    '',
  ])('are none in %.40s', (text) => {
    expect(plain(text)).toBeUndefined();
  });
});
