import { describe, expect, it } from 'vitest';
import { allKernelSets } from '../../test/all-kernel-sets';
import { hasSimd } from '../../test/machine';
import type { Kernels } from '../kernels/kernels';
import { plainKernels } from '../kernels/reference';
import { createSimdKernels } from '../kernels/simd';
import type { Shape } from '../tensor/shape';
import type { Augmentation } from './augmentation';
import type { Augmenter } from './augmenter';
import { HorizontalFlip } from './horizontal-flip';
import { RandomAdjustment } from './random-adjustment';
import { RandomAffine } from './random-affine';
import { RandomErasing } from './random-erasing';
import { RandomShift } from './random-shift';

const all = [
  new HorizontalFlip(),
  new RandomShift(2),
  new RandomAffine(),
  new RandomErasing({ fill: 'random' }),
  new RandomAdjustment(),
];

/** Those that a training calls, one after the other. */
function augmenters(augmentations: readonly Augmentation[], shape: Shape, seed: number): Augmenter[] {
  return augmentations.map((each, place) => each.augmenter(place, shape, seed));
}

/** A batch of images that have been augmented, in parts of some rows each. */
function augmented(kernels: Kernels, seed: number, firstRow: number, rowsAtOnce: number): ArrayLike<number> {
  const batch = kernels.createMatrix(12, 9 * 7 * 2);
  kernels.writeMatrix(
    batch,
    Float32Array.from({ length: 12 * 126 }, (_, i) => (i * 37) % 256),
  );
  for (let row = 0; row < 12; row += rowsAtOnce) {
    for (const augmenter of augmenters(all, [9, 7, 2], seed)) {
      augmenter.apply(batch, firstRow, row, Math.min(12, row + rowsAtOnce));
    }
  }
  return kernels.readMatrix(batch);
}

describe('Augmenter', () => {
  const reference = plainKernels('float32');

  it.runIf(hasSimd)('gives the same bits in the memory of SIMD kernels as without', () => {
    const simd = createSimdKernels(allKernelSets) as Kernels;
    expect(augmented(simd, 1, 5, 12)).toEqual(augmented(reference, 1, 5, 12));
  });

  it('gives the same bits whoever does which rows', () => {
    for (const rows of [1, 5])
      expect(augmented(reference, 1, 5, rows)).toEqual(augmented(reference, 1, 5, 12));
  });

  it('gives a row what its number over all epochs says, and the seed', () => {
    const size = 126;
    const shifted = augmented(reference, 1, 6, 12);
    const whole = augmented(reference, 1, 5, 12);
    expect(shifted).not.toEqual(whole);
    expect(augmented(reference, 2, 5, 12)).not.toEqual(whole);
    expect(Array.from(shifted).slice(0, size)).not.toEqual(Array.from(whole).slice(0, size));
  });

  it('draws anew for each place in the list', () => {
    const batch = reference.createMatrix(200, 2);
    for (let row = 0; row < 200; row++) batch.values[2 * row] = 1;
    for (const augmenter of augmenters([new HorizontalFlip(), new HorizontalFlip()], [1, 2], 3)) {
      augmenter.apply(batch, 0, 0, 200);
    }
    const flipped = Array.from({ length: 200 }, (_, row) => batch.values[2 * row + 1]);
    const count = flipped.filter((value) => value === 1).length;
    expect(Math.abs(count - 100)).toBeLessThan(30);
  });
});
