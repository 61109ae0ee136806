import ort from 'onnxruntime-node';

/** What onnxruntime makes of samples: its only output, [rows × numbers of one]. */
export async function runOnnx(
  file: Uint8Array,
  samples: Uint8Array | Float32Array,
  shape: readonly number[],
): Promise<{ name: string; data: Float32Array; dims: readonly number[] }> {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1 });
  const outputs = await session.run({ pixels: new ort.Tensor(samples, [...shape]) });
  const [[name, { data, dims }]] = Object.entries(outputs);
  if (!(data instanceof Float32Array)) throw new Error('onnxruntime gave no float32');
  return { name, data, dims };
}
