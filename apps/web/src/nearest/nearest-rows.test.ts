import { describe, expect, it } from 'vitest';
import { nearestRows } from './nearest-rows';

const rows = Float32Array.of(0, 0, 3, 4, 1, 0, 0, 1);

describe('nearestRows', () => {
  it('finds the rows nearest to a point, a row itself first, equals in their order', () => {
    expect(nearestRows(rows, Float32Array.of(0, 0), 3)).toEqual([
      { row: 0, distance: 0 },
      { row: 2, distance: 1 },
      { row: 3, distance: 1 },
    ]);
    expect(nearestRows(rows, Float32Array.of(3, 4), 1)).toEqual([{ row: 1, distance: 0 }]);
  });

  it('gives all rows where fewer are there than asked for', () => {
    expect(nearestRows(rows, Float32Array.of(3, 4), 9)).toHaveLength(4);
  });
});
