import type { Classification } from '@fmnist/models';

/** A class, and how likely it is. */
export interface Likelihood {
  readonly label: string;
  readonly probability: number;
}

/** The `count` likeliest classes, the likeliest first; of equals the first. */
export function likeliest(
  { probabilities }: Classification,
  labels: readonly string[],
  count: number,
): Likelihood[] {
  return probabilities
    .map((probability, index) => ({ label: labels[index], probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
