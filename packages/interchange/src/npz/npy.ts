import { type Shape, Tensor, UserError } from '@fmnist/core';
import { fromLittleEndian, toLittleEndian } from './little-endian';
import { readNpyHeader, writeNpyHeader } from './npy-header';

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int32: Int32Array,
} as const;

/** A tensor as a .npy file: a header, then the numbers, row-major and little-endian, bit for bit. */
export function writeNpy({ dtype, shape, data }: Tensor): Uint8Array<ArrayBuffer> {
  const header = writeNpyHeader(dtype, shape);
  const file = new Uint8Array(header.length + data.byteLength);
  file.set(header);
  file.set(toLittleEndian(data), header.length);
  return file;
}

/**
 * The tensor in a .npy file, bit for bit. An array in Fortran's order comes back row-major.
 * @param bytes belong to the tensor afterwards, where they lie so that it can use them
 * @param where what error messages call the file
 * @throws UserError where it is no such file, or one that holds more or less than it says.
 */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, where: string): Tensor {
  const { dtype, shape, fortranOrder, dataStart } = readNpyHeader(bytes, where);
  const elementSize = arrays[dtype].BYTES_PER_ELEMENT;
  const size = shape.reduce((product, length) => product * length, 1);
  const found = bytes.length - dataStart;
  if (found !== size * elementSize) {
    throw new UserError(
      `${where} has ${found} bytes of numbers, but ${dtype} of shape [${shape.join(', ')}] takes ${size * elementSize}`,
    );
  }
  const stored = fromLittleEndian(bytes.subarray(dataStart), elementSize);
  const ordered = fortranOrder && shape.length > 1 ? toRowMajor(stored, shape, elementSize) : stored;
  const aligned = ordered.byteOffset % elementSize === 0 ? ordered : ordered.slice();
  return new Tensor(new arrays[dtype](aligned.buffer, aligned.byteOffset, size), shape);
}

/** The elements of an array in Fortran's order, first axis contiguous, in the order of ours, last axis contiguous. */
function toRowMajor(bytes: Uint8Array, shape: Shape, elementSize: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length);
  const strides: number[] = [];
  let stride = elementSize;
  for (const length of shape) {
    strides.push(stride);
    stride *= length;
  }
  const index = shape.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target += elementSize) {
    for (let byte = 0; byte < elementSize; byte++) result[target + byte] = bytes[source + byte];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      if (++index[axis] < shape[axis]) break;
      source -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}
