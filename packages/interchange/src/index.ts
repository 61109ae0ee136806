export * from './npz';
export * from './onnx';
export * from './original';
