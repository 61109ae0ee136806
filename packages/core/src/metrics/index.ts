export { Accuracy, type AccuracyConfig } from './accuracy';
export { BinaryAccuracy } from './binary-accuracy';
export { CategoricalAccuracy } from './categorical-accuracy';
export { RegressionAccuracy } from './regression-accuracy';
