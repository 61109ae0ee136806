import { describe, expect, it } from 'vitest';
import { Curve } from './curve';

describe('a curve', () => {
  it('has nothing before its first measure and after its last, and straight lines between', () => {
    const curve = new Curve();
    curve.add(0.25, 1);
    curve.add(0.75, 3);
    const points = curve.points(8);
    expect(points).toEqual([undefined, undefined, 1, 1.5, 2, 2.5, 3, undefined]);
  });

  it('takes the mean of what falls into the same column, by weight', () => {
    const curve = new Curve();
    curve.add(0.1, 1, 1);
    curve.add(0.2, 5, 3);
    curve.add(1, 7);
    expect(curve.points(2)).toEqual([4, 7]);
  });

  it('loses no measure to any number of columns', () => {
    const curve = new Curve();
    for (let at = 0; at <= 1; at += 1 / 512) curve.add(at, 1);
    for (let columns = 1; columns <= 300; columns++) {
      expect(curve.points(columns)).toEqual(new Array(columns).fill(1));
    }
  });

  it('leaves out what is not finite', () => {
    const curve = new Curve();
    curve.add(0.5, Number.NaN);
    curve.add(0.5, Number.POSITIVE_INFINITY);
    expect(curve.points(1)).toEqual([undefined]);
  });
});
