/** What every contender trains with: the original program's numbers. */
export const recipe = {
  batchSize: 128,
  learningRate: 0.002,
  decay: 5e-4,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  /** λ₂ of the first layer's weights and biases: the loss grows by λ₂·(ΣW² + Σb²). */
  l2: 5e-4,
} as const;

/** @param iteration how many steps came before, from 0 */
export function learningRateAt(iteration: number): number {
  return recipe.learningRate / (1 + recipe.decay * iteration);
}
