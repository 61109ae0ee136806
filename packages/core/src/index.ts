export * from './augmentation';
export * from './callbacks';
export { type Capabilities, capabilities } from './capabilities';
export { UserError } from './errors';
export { augmentationsFrom } from './formats/augmentations-from';
export type { ModelConfig, TrainingSummary } from './formats/model-config';
export {
  readSafetensors,
  SafetensorsError,
  type SafetensorsFault,
  type SafetensorsFile,
  writeSafetensors,
} from './formats/safetensors';
export type { Fallback } from './kernels/create';
export type { Kernels, Matrix, Precision } from './kernels/kernels';
export type { AdamStep } from './kernels/optimizer-kernels';
export type { StreamKey } from './kernels/random-kernels';
export { plainKernels } from './kernels/reference';
export type { Convolution, ImageShape, SlidingWindow } from './kernels/sliding-window';
export * from './layers';
export * from './losses';
export * from './metrics';
export type {
  CallbackAnswer,
  CallbackMemory,
  Callbacks,
  RunningTraining,
  TrainingPosition,
} from './model/callbacks';
export type { EpochRecord, Evaluation, History, StepRecord } from './model/history';
export type { InferenceOptions } from './model/inference';
export { Model } from './model/model';
export type { NetworkStep } from './model/network';
export type { OptimizerState } from './model/optimizer-state';
export { Predictor } from './model/predictor';
export type { TrainingProgress } from './model/progress';
export { progressPrinter } from './model/progress-printer';
export { type ModelOptions, Sequential } from './model/sequential';
export type { Labels } from './model/targets';
export type { TrainOptions } from './model/train-options';
export * from './optimizers';
export { printable } from './printable';
export { RandomStream } from './random/random-stream';
export * from './schedules';
export type { DType, Floats, FloatType, TensorData } from './tensor/dtype';
export {
  absolute,
  add,
  divide,
  exp,
  log,
  maximum,
  minimum,
  multiply,
  negate,
  sqrt,
  subtract,
} from './tensor/elementwise';
export { matmul, transpose } from './tensor/matmul';
export { argmax, max, mean, type ReduceOptions, sum } from './tensor/reduce';
export type { Shape } from './tensor/shape';
export { type Nested, Tensor } from './tensor/tensor';
