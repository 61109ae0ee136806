/** The files of the repository that Understand shows, each beside what it does. */
export const sourceFiles = {
  rescale: 'packages/core/src/layers/rescale.ts',
  dense: 'packages/core/src/layers/dense.ts',
  relu: 'packages/core/src/layers/relu.ts',
  softmax: 'packages/core/src/layers/softmax.ts',
  loss: 'packages/core/src/losses/categorical-cross-entropy.ts',
  gradient: 'packages/core/src/model/training-step.ts',
  sgd: 'packages/core/src/optimizers/sgd.ts',
  adam: 'packages/core/src/optimizers/adam.ts',
} as const;

/** One of `sourceFiles`. */
export type SourceFile = (typeof sourceFiles)[keyof typeof sourceFiles];

/** Where the site has a copy of it: hosts take the ending `.ts` for a film. */
export function sourceCopy(file: SourceFile): string {
  return `source/${file}.txt`;
}
