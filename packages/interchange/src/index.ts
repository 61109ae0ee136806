export * from './onnx';
export * from './original';
