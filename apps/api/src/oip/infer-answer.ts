import type { ServedModel } from '../models/served-model';
import type { InferResponse } from '../schemas/oip';
import type { OutputTensor } from './output-tensors';

/** The answer to a request for inference: JSON, with the tensors behind it that are sent as binary data. */
export function inferAnswer(
  { name, version }: ServedModel,
  id: string | undefined,
  tensors: readonly OutputTensor[],
): { json: InferResponse; binary: Buffer | undefined } {
  const pieces: Buffer[] = [];
  const outputs = tensors.map((tensor) => {
    const { name, shape, datatype, data, isBinary } = tensor;
    if (!isBinary) return { name, shape: [...shape], datatype, data: [...data] };
    const bytes = bytesOf(tensor);
    pieces.push(bytes);
    return { name, shape: [...shape], datatype, parameters: { binary_data_size: bytes.length } };
  });
  const json = { model_name: name, model_version: version, ...(id !== undefined && { id }), outputs };
  return { json, binary: pieces.length > 0 ? Buffer.concat(pieces) : undefined };
}

/** Little-endian, row-major; strings behind their lengths. */
function bytesOf(tensor: OutputTensor): Buffer {
  switch (tensor.datatype) {
    case 'FP32':
      return Buffer.from(Float32Array.from(tensor.data).buffer);
    case 'INT64':
      return Buffer.from(BigInt64Array.from(tensor.data, BigInt).buffer);
    case 'BOOL':
      return Buffer.from(tensor.data.map(Number));
    case 'BYTES':
      return Buffer.concat(
        tensor.data.flatMap((text) => {
          const bytes = Buffer.from(text);
          const length = Buffer.alloc(4);
          length.writeUInt32LE(bytes.length);
          return [length, bytes];
        }),
      );
  }
}
