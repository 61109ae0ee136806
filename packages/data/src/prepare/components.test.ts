import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundingBox } from './box';
import { componentsOf, paint } from './components';

/** A mask of any shape, from hardly any ones to hardly any zeros. */
const masks = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc.integer({ min: 1, max: 9 }).chain((share) =>
      fc.record({
        width: fc.constant(width),
        mask: fc
          .array(fc.integer({ min: 0, max: 9 }), { minLength: width * height, maxLength: width * height })
          .map((values) => Uint8Array.from(values, (value) => (value < share ? 1 : 0))),
      }),
    ),
  );

/** The pixels of each component, found one by one. */
function floodsOf(mask: Uint8Array, width: number, aslant: boolean): number[][] {
  const left = new Set([...mask.keys()].filter((i) => mask[i] === 1));
  const floods: number[][] = [];
  for (const start of left) {
    const flood = [start];
    left.delete(start);
    for (const i of flood) {
      for (const other of left) {
        const across = Math.abs((other % width) - (i % width));
        const down = Math.abs(Math.floor(other / width) - Math.floor(i / width));
        if (aslant ? Math.max(across, down) > 1 : across + down > 1) continue;
        flood.push(other);
        left.delete(other);
      }
    }
    floods.push(flood.sort((a, b) => a - b));
  }
  return floods;
}

describe('the components of a mask', () => {
  it.each([
    ['that touch at corners too', true],
    ['that touch at edges', false],
  ])('are the pixels %s', (_, aslant) => {
    fc.assert(
      fc.property(masks, ({ mask, width }) => {
        const components = componentsOf(mask, width, aslant);
        const pixels = components.map(({ stretches }) =>
          stretches.flatMap(([start, end]) => Array.from({ length: end - start }, (_, n) => start + n)),
        );
        const byFirst = (lists: number[][]) => lists.sort(([a], [b]) => a - b);
        expect(byFirst(pixels)).toEqual(byFirst(floodsOf(mask, width, aslant)));
        expect(components.map(({ size }) => size)).toEqual(pixels.map(({ length }) => length));
        for (const component of components) {
          const alone = new Uint8Array(mask.length);
          paint(alone, component, 1);
          expect(component.box).toEqual(boundingBox(alone, width));
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('the box around what a mask holds', () => {
  it('is the smallest', () => {
    fc.assert(
      fc.property(masks, ({ mask, width }) => {
        const places = [...mask.keys()].filter((i) => mask[i] === 1);
        const columns = places.map((i) => i % width);
        const rows = places.map((i) => Math.floor(i / width));
        expect(boundingBox(mask, width)).toEqual(
          places.length === 0
            ? undefined
            : {
                left: Math.min(...columns),
                top: Math.min(...rows),
                right: Math.max(...columns) + 1,
                bottom: Math.max(...rows) + 1,
              },
        );
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
