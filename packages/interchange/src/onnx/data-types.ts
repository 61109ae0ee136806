import { UserError } from '@fmnist/core';

/** An element type of ONNX. */
export interface OnnxDataType {
  readonly name: string;
  /** Bytes of one element in `raw_data`, where each takes the same whole number of them. */
  readonly bytes?: number;
}

/** `TensorProto.DataType` of the numbers this package writes. */
export const FLOAT = 1;
export const UINT8 = 2;
export const INT64 = 7;

/** `TensorProto.DataType` of onnx.proto, under the names NumPy has for them. */
const dataTypes: ReadonlyMap<number, OnnxDataType> = new Map<number, OnnxDataType>([
  [FLOAT, { name: 'float32', bytes: 4 }],
  [UINT8, { name: 'uint8', bytes: 1 }],
  [3, { name: 'int8', bytes: 1 }],
  [4, { name: 'uint16', bytes: 2 }],
  [5, { name: 'int16', bytes: 2 }],
  [6, { name: 'int32', bytes: 4 }],
  [INT64, { name: 'int64', bytes: 8 }],
  [8, { name: 'string' }],
  [9, { name: 'bool', bytes: 1 }],
  [10, { name: 'float16', bytes: 2 }],
  [11, { name: 'float64', bytes: 8 }],
  [12, { name: 'uint32', bytes: 4 }],
  [13, { name: 'uint64', bytes: 8 }],
  [14, { name: 'complex64', bytes: 8 }],
  [15, { name: 'complex128', bytes: 16 }],
  [16, { name: 'bfloat16', bytes: 2 }],
  [17, { name: 'float8e4m3fn', bytes: 1 }],
  [18, { name: 'float8e4m3fnuz', bytes: 1 }],
  [19, { name: 'float8e5m2', bytes: 1 }],
  [20, { name: 'float8e5m2fnuz', bytes: 1 }],
  [21, { name: 'uint4' }],
  [22, { name: 'int4' }],
  [23, { name: 'float4e2m1' }],
]);

/** More axes than any tool makes. */
export const MAX_AXES = 64;

/** @throws UserError where ONNX has no such element type. */
export function dataTypeOf(type: number, where: string): OnnxDataType {
  const dataType = dataTypes.get(type);
  if (!dataType) throw new UserError(`${where} has the element type ${type}, which ONNX does not have`);
  return dataType;
}
