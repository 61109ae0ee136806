/** What the original network may be trained with. */
export const optimizerNames = ['adam', 'sgd', 'adagrad', 'rmsprop'] as const;
/** One of {@link optimizerNames}. */
export type OptimizerName = (typeof optimizerNames)[number];
