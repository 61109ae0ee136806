import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from './exp';
import { log } from './log';
import { power } from './power';
import { tanh } from './tanh';
import { cosAndSinOfTurn } from './turn';

/** |a − b| in units of b's last place, or in absolute terms below the smallest normal number. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(b))));
  return Math.abs(a - b) / 2 ** (exponent - 52);
}

describe('elementary functions', () => {
  it('exp is within two units of the last place of the engine’s own', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => ulps(exp(x), Math.exp(x)) <= 2.5),
      { numRuns: 20_000 },
    );
  });

  it('exp handles its edges', () => {
    expect(exp(0)).toBe(1);
    expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(-1000)).toBe(0);
    expect(exp(-740)).toBeCloseTo(Math.exp(-740), 320);
    expect(exp(-740)).toBeGreaterThan(0);
    expect(exp(Number.NaN)).toBeNaN();
    expect(exp(709.7)).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('log is within two units of the last place of the engine’s own', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5e-324, max: 1e308, noNaN: true }),
        (x) => ulps(log(x), Math.log(x)) <= 2.5,
      ),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (x) => ulps(log(x), Math.log(x)) <= 2.5),
      { numRuns: 20_000 },
    );
  });

  it('log handles its edges', () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect(log(Number.NaN)).toBeNaN();
    expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });

  it('tanh is close to the engine’s own and odd', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(ulps(tanh(x), Math.tanh(x))).toBeLessThanOrEqual(4);
        expect(tanh(-x)).toBe(-tanh(x));
      }),
      { numRuns: 5000 },
    );
    expect(tanh(1e10)).toBe(1);
    expect(tanh(Number.NaN)).toBeNaN();
  });

  it('cos and sin of a turn are as close to the engine’s as the rounding of its angle allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (n) => {
        const u = n / 2 ** 32;
        const { cos, sin } = cosAndSinOfTurn(u);
        expect(Math.abs(cos - Math.cos(2 * Math.PI * u))).toBeLessThan(1e-15);
        expect(Math.abs(sin - Math.sin(2 * Math.PI * u))).toBeLessThan(1e-15);
      }),
      { numRuns: 5000 },
    );
    expect(cosAndSinOfTurn(0.25)).toEqual({ cos: -0, sin: 1 });
  });

  it('power multiplies', () => {
    expect(power(0.9, 0)).toBe(1);
    expect(power(2, 10)).toBe(1024);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (n) => {
        expect(power(0.999, n)).toBeCloseTo(0.999 ** n, 12);
      }),
    );
  });
});
