import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { checkImage, type Padding, slide } from './image';

const sizes = fc.integer({ min: 1, max: 12 });
const windows = fc.integer({ min: 1, max: 5 });
const strides = fc.integer({ min: 1, max: 4 });

/** Where windows begin along a side, counted from the first pixel. */
function beginnings(size: number, window: number, stride: number, padding: Padding): number[] {
  const image = { height: size, width: 50, channels: 1 };
  const options = { height: window, width: 1, stride, padding };
  const { output, paddingTop } = slide('layer', image, options, 1);
  return Array.from({ length: output.height }, (_, place) => place * stride - paddingTop);
}

describe('a window', () => {
  it('that stays inside of the image goes as far as it fits', () => {
    fc.assert(
      fc.property(sizes, windows, strides, (size, window, stride) => {
        fc.pre(window <= size);
        const expected = Array.from({ length: size }, (_, pixel) => pixel).filter(
          (pixel) => pixel % stride === 0 && pixel + window <= size,
        );
        expect(beginnings(size, window, stride, 'valid')).toEqual(expected);
      }),
    );
  });

  it('with padding gives ⌈size / stride⌉ numbers, and what is missing is half before, half or one more behind', () => {
    fc.assert(
      fc.property(sizes, windows, strides, (size, window, stride) => {
        const places = beginnings(size, window, stride, 'same');
        expect(places).toHaveLength(Math.ceil(size / stride));
        const before = -places[0];
        const behind = places[places.length - 1] + window - size;
        if (before + behind > 0) expect([0, 1]).toContain(behind - before);
        else expect(before).toBe(-0);
      }),
    );
  });

  it('goes down and across by itself, and keeps to itself how many channels it makes', () => {
    const options = { height: 3, width: 2, stride: 2, padding: 'same' } as const;
    expect(slide('layer', { height: 5, width: 8, channels: 3 }, options, 7)).toEqual({
      input: { height: 5, width: 8, channels: 3 },
      output: { height: 3, width: 4, channels: 7 },
      ...{ height: 3, width: 2, stride: 2, paddingTop: 1, paddingLeft: 0 },
    });
  });

  it.each([
    ['higher', 4, 3],
    ['wider', 3, 4],
  ])('that is %s than the image is refused, unless it is padded', (_, height, width) => {
    const image = { height: 3, width: 3, channels: 1 };
    expect(() => slide('Conv2D 1', image, { height, width, stride: 1, padding: 'valid' }, 1)).toThrow(
      new UserError(
        `Conv2D 1: a window of ${height} × ${width} does not fit into an image of 3 × 3: use padding: 'same'`,
      ),
    );
    const { output } = slide('Conv2D 1', image, { height, width, stride: 1, padding: 'same' }, 1);
    expect(output).toEqual({ height: 3, width: 3, channels: 1 });
  });
});

it('a sample is an image where it has height, width and channels', () => {
  expect(checkImage('Conv2D 1', [4, 5, 6])).toEqual({ height: 4, width: 5, channels: 6 });
  for (const shape of [[4, 5], [4, 5, 6, 7], []]) {
    expect(() => checkImage('Conv2D 1', shape)).toThrow(
      new UserError(
        `Conv2D 1 expects images [height, width, channels], got samples of the shape [${shape.join(', ')}]; ` +
          'what a model takes is said by new Model({ inputShape: [28, 28, 1] })',
      ),
    );
  }
});
