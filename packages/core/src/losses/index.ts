export { BinaryCrossEntropy } from './binary-cross-entropy';
export { CategoricalCrossEntropy, type CategoricalCrossEntropyOptions } from './categorical-cross-entropy';
export { Loss, type LossBatch, type LossConfig } from './loss';
export { MeanAbsoluteError } from './mean-absolute-error';
export { MeanSquaredError } from './mean-squared-error';
