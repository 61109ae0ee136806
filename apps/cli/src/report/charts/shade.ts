import type { ConfusionMatrix } from '@fmnist/models';

/** How strongly a cell of the confusion matrix is coloured. */
export interface Shade {
  /** From 0, not at all, to 1. */
  readonly strength: number;
  readonly isRight: boolean;
}

/**
 * The shades of a confusion matrix. What is right is shaded by its share of the row; mistakes, which are few, by how they
 * compare with the most frequent of them.
 */
export function shadesOf(confusion: ConfusionMatrix): Shade[][] {
  const shares = confusion.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count) => count / total);
  });
  const worst =
    Math.max(...shares.flatMap((row, actual) => row.filter((_, said) => said !== actual)), 0) || 1;
  return shares.map((row, actual) =>
    row.map((share, said) => {
      const isRight = said === actual;
      return { isRight, strength: isRight ? share : (share / worst) ** 0.6 * Math.min(1, 0.3 + worst * 3) };
    }),
  );
}
