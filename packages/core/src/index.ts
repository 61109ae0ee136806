export * from './augmentation';
export * from './callbacks';
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
export type { Kernels, Matrix, Precision } from './kernels/kernels';
export type { ImageShape, SlidingWindow } from './kernels/sliding-window';
export * from './layers';
export * from './losses';
export * from './metrics';
export type { CallbackAnswer, CallbackMemory, Callbacks, RunningTraining } from './model/callbacks';
export type { EpochRecord, Evaluation, History, StepRecord } from './model/history';
export type { InferenceOptions } from './model/inference';
export { Model, type ModelOptions } from './model/model';
export type { NetworkStep } from './model/network';
export type { OptimizerState } from './model/optimizer-state';
export type { TrainingProgress } from './model/progress';
export { progressPrinter } from './model/progress-printer';
export type { Labels } from './model/targets';
export type { TrainOptions } from './model/train-options';
export * from './optimizers';
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
