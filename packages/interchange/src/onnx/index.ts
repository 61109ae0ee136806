export { exportOnnx, ONNX_IR_VERSION, ONNX_OPSET, type OnnxOptions } from './export-onnx';
export type { OnnxSummary, OnnxTensorSummary, OnnxValueSummary } from './onnx-summary';
export { readOnnx } from './read-onnx';
