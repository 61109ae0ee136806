export { BinaryCrossEntropy } from './binary-cross-entropy';
export { CategoricalCrossEntropy } from './categorical-cross-entropy';
export { Loss, type LossBatch } from './loss';
export { MeanAbsoluteError } from './mean-absolute-error';
export { MeanSquaredError } from './mean-squared-error';
