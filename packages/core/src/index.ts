export { UserError } from './errors';
export { RandomStream } from './random/random-stream';
export type { DType, Floats, FloatType, TensorData } from './tensor/dtype';
export type { Shape } from './tensor/shape';
export { type Nested, Tensor } from './tensor/tensor';
