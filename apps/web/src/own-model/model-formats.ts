/** What a model can be taken away as. */
export const modelFormats = ['safetensors', 'onnx'] as const;
export type ModelFormat = (typeof modelFormats)[number];
