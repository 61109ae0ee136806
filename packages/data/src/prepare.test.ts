import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFashionMnist } from './load';
import { prepare } from './prepare';
import type { RgbaImage } from './rgba-image';

type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

const { test } = await loadFashionMnist();
const SIDE = 28;
const ENLARGED = 6;

/** Greys of a test picture, 0 outside of it. */
function garment(row: number): (x: number, y: number) => number {
  const pixels = test.images.data.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE);
  return (x, y) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x]);
}

function paint(width: number, height: number, pixelAt: (x: number, y: number) => Pixel): RgbaImage {
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set(pixelAt(i % width, Math.floor(i / width)), 4 * i);
  return { width, height, data };
}

/** A test picture enlarged six times with room around it, in a colour on a background. */
function enlarged(
  row: number,
  background: (x: number, y: number) => Pixel,
  colour: readonly [number, number, number],
): RgbaImage {
  const grey = garment(row);
  const room = 24;
  const edge = SIDE * ENLARGED + 2 * room;
  return paint(edge, edge, (x, y) => {
    const share = grey(Math.floor((x - room) / ENLARGED), Math.floor((y - room) / ENLARGED)) / 255;
    const under = background(x / edge, y / edge);
    const mixed = [0, 1, 2].map((channel) => under[channel] + (colour[channel] - under[channel]) * share);
    return [mixed[0], mixed[1], mixed[2], under[3] + (255 - under[3]) * share];
  });
}

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, pixel, i) => sum + Math.abs(pixel - b[i]), 0) / a.length;
}

/** Grain from −10 to 10, the same each time. */
function noise(x: number, y: number): number {
  const word = Math.imul(Math.imul(x * 200 + y, 0x2c1b3c6d) ^ 0x9e3779b9, 0x297a2d39);
  return ((word >>> 16) % 21) - 10;
}

describe('prepare', () => {
  it('gives 784 bytes for any picture', () => {
    const pictures = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
          .map((data) => ({ width, height, data })),
      );
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(prepare(picture)).toHaveLength(784);
      }),
    );
  });

  it.each([0, 1, 5, 8, 12])('gives nearly the same for test picture %i whatever it lies on', (row) => {
    const black = prepare(enlarged(row, () => [0, 0, 0, 255], [255, 255, 255]));
    const others = {
      white: enlarged(row, () => [255, 255, 255, 255], [0, 0, 0]),
      transparent: enlarged(row, () => [0, 0, 0, 0], [0, 0, 0]),
      coloured: enlarged(row, () => [30, 90, 200, 255], [250, 220, 40]),
      'as bright': enlarged(row, () => [200, 80, 80, 255], [60, 150, 90]),
      'growing darker': enlarged(row, (x, y) => [250 - 40 * x, 240 - 60 * y, 230, 255], [20, 10, 30]),
    };
    for (const [name, picture] of Object.entries(others)) {
      expect(difference(prepare(picture), black), name).toBeLessThan(10);
    }
  });

  it('does not see the noise of a background', () => {
    const plain = prepare(enlarged(1, () => [200, 190, 170, 255], [20, 20, 60]));
    const noisy = enlarged(
      1,
      (x, y) => {
        const grain = noise(Math.round(x * 216), Math.round(y * 216));
        return [200 + grain, 190 + grain, 170 + grain, 255];
      },
      [20, 20, 60],
    );
    expect(difference(prepare(noisy), plain)).toBeLessThan(8);
  });

  it('does not see specks near the border', () => {
    const clean = enlarged(0, () => [255, 255, 255, 255], [0, 0, 0]);
    const { width, height } = clean;
    const isSpeck = (x: number, y: number) =>
      (x > 3 && x < 7 && y > 3 && y < 7) || (x > 200 && x < 204 && y > 209);
    const specked = paint(width, height, (x, y) => {
      const at = 4 * (y * width + x);
      return isSpeck(x, y) ? [60, 0, 0, 255] : [clean.data[at], clean.data[at + 1], clean.data[at + 2], 255];
    });
    expect(difference(prepare(specked), prepare(clean))).toBeLessThan(1);
  });

  it('makes the brightest parts of a pale item white', () => {
    const pale = prepare(enlarged(0, () => [255, 255, 255, 255], [190, 190, 190]));
    expect(Math.max(...pale)).toBeGreaterThan(230);
  });

  it('turns the grey of a cut-out item round where it is its negative', () => {
    const grey = garment(1);
    const cutOut = (shade: (value: number) => number) =>
      paint(168, 168, (x, y) => {
        const value = grey(Math.floor(x / ENLARGED), Math.floor(y / ENLARGED));
        const tone = shade(value);
        return [tone, tone, tone, value > 0 ? 255 : 0];
      });
    const straight = prepare(cutOut((value) => value));
    const negative = prepare(cutOut((value) => 255 - value));
    expect(difference(straight, negative)).toBeLessThan(10);
  });

  it('turns the grey of an item round where its rim is darker than its inside, as on white', () => {
    const isWithin = (x: number, y: number, room: number) =>
      x >= room && y >= room && x < 280 - room && y < 280 - room;
    const prepared = prepare(
      paint(280, 280, (x, y) => {
        const grey = isWithin(x, y, 60) ? 170 : isWithin(x, y, 40) ? 0 : 255;
        return [grey, grey, grey, 255];
      }),
    );
    const [inside, rim] = [prepared[14 * SIDE + 14], prepared[14 * SIDE + 1]];
    expect(inside).toBeGreaterThan(200);
    expect(rim).toBeLessThan(inside / 2);
  });

  it('shows an item that is all edge: a line', () => {
    const prepared = prepare(
      paint(280, 280, (x, y) => {
        const grey = x > 138 && x < 141 && y > 40 && y < 240 ? 0 : 255;
        return [grey, grey, grey, 255];
      }),
    );
    const columns = Array.from({ length: SIDE }, (_, x) =>
      Math.max(...Array.from({ length: SIDE }, (_, y) => prepared[y * SIDE + x])),
    );
    expect(Math.max(...columns)).toBeGreaterThan(230);
    expect(columns.filter((most) => most > 0).length).toBeLessThan(4);
  });

  it('leaves a picture of the data set as it is', () => {
    const pixels = test.images.data.subarray(0, SIDE * SIDE);
    const picture = paint(SIDE, SIDE, (x, y) => {
      const grey = pixels[y * SIDE + x];
      return [grey, grey, grey, 255];
    });
    expect(prepare(picture)).toEqual(Uint8Array.from(pixels));
  });

  it('makes black of a picture of one colour', () => {
    expect(prepare(paint(50, 30, () => [200, 30, 30, 255]))).toEqual(new Uint8Array(784));
  });
});
