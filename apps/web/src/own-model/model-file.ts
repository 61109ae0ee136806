import type { Model } from '@fmnist/core';
import type { ModelFormat } from './model-formats';

/** A model as a file: for the command line and this page, or for onnxruntime and many others. */
export async function modelFile(model: Model, format: ModelFormat): Promise<Uint8Array> {
  if (format === 'safetensors') return model.save();
  const { exportOnnx } = await import('@fmnist/interchange');
  return exportOnnx(model);
}
