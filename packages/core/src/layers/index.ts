export { AveragePool2D } from './average-pool-2d';
export { BatchNorm, type BatchNormOptions } from './batch-norm';
export { Conv2D, type Conv2DOptions } from './conv-2d';
export { Dense, type DenseOptions, type DenseParameters } from './dense';
export { Dropout } from './dropout';
export { Dropout2D } from './dropout-2d';
export { Flatten } from './flatten';
export { GlobalAveragePool2D } from './global-average-pool-2d';
export type { Padding } from './image';
export type { Initializer } from './initializers';
export {
  type BlockMatrix,
  Layer,
  type LayerBatch,
  type LayerConfig,
  type Parameter,
  type Pass,
} from './layer';
export type { TensorPlace } from './layer-tensors';
export { LeakyReLU } from './leaky-relu';
export { Linear } from './linear';
export { MaxPool2D } from './max-pool-2d';
export type { Pooling2DOptions } from './pooling-2d';
export { ReLU } from './relu';
export { Rescale } from './rescale';
export { Residual } from './residual';
export { Sigmoid } from './sigmoid';
export { Softmax } from './softmax';
export { Tanh } from './tanh';
