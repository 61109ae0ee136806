import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from './random-stream';
import { threefry } from './threefry';

describe('threefry', () => {
  // The known answers of the authors' Random123 library.
  it.each([
    [
      [0, 0, 0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ])('gives the published block for key and counter %j', ([k0, k1, c0, c1], [low, high]) => {
    expect(threefry(k0, k1, c0, c1, { low: 0, high: 0 })).toEqual({ low, high });
  });
});

describe('RandomStream', () => {
  it('draws the same n-th number in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), (indices) => {
        const stream = new RandomStream(7, 'x');
        const forwards = indices.map((n) => stream.uint32(n));
        const backwards = indices.toReversed().map((n) => new RandomStream(7, 'x').uint32(n));
        expect(forwards).toEqual(backwards.reverse());
      }),
    );
  });

  it('gives other numbers for another seed, name or number in the path', () => {
    const first = (...args: [number, ...(string | number)[]]) => new RandomStream(...args).uint32(0);
    const drawn = [
      first(0),
      first(1),
      first(0, 'a'),
      first(0, 'b'),
      first(0, 'a', 0),
      first(0, 'a', 1),
      first(0, 0),
    ];
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('spreads uniform numbers evenly over [0, 1)', () => {
    const stream = new RandomStream(3);
    const bins = new Array<number>(10).fill(0);
    for (let n = 0; n < 100_000; n++) bins[Math.floor(stream.uniform(n) * 10)]++;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9); // the 99.9% point for 9 degrees of freedom
  });

  it('draws normal numbers with mean 0, variance 1 and the right tails', () => {
    const stream = new RandomStream(5);
    const numbers = Array.from({ length: 100_000 }, (_, n) => stream.normal(n));
    const mean = numbers.reduce((a, b) => a + b) / numbers.length;
    const variance = numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    const beyondTwo = numbers.filter((x) => Math.abs(x) > 2).length / numbers.length;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003);
  });

  it('permutes: every number once, not in order, and evenly', () => {
    const order = new RandomStream(1).permutation(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...order]).not.toEqual([...order].sort((a, b) => a - b));
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const key = new RandomStream(seed).permutation(3).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('refuses what is no seed', () => {
    for (const seed of [-1, 1.5, Number.NaN, 2 ** 32]) expect(() => new RandomStream(seed)).toThrow(/seed/);
  });
});
