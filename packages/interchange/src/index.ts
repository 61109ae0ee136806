export * from './json';
export * from './npz';
export * from './onnx';
export * from './original';
export * from './tensorboard';
