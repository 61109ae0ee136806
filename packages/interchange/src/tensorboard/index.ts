export { decodeEvents, type TensorBoardEvent } from './decode-events';
export type { TensorBoardValue } from './decode-value';
export { encodeFileVersion, encodeScalars, encodeText } from './encode-events';
export { eventFileName } from './event-file-name';
export { TensorBoard, type TensorBoardOptions } from './tensorboard';
