import type { TensorData } from '@fmnist/core';

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of numbers as files hold them, least significant first. A view of the numbers where the machine allows. */
export function toLittleEndian(data: TensorData | BigInt64Array): Uint8Array {
  return swapped(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), data.BYTES_PER_ELEMENT);
}

/** The bytes of numbers in the order of the machine, given those of a file. The same bytes where the machine allows. */
export function fromLittleEndian(
  bytes: Uint8Array<ArrayBuffer>,
  elementSize: number,
): Uint8Array<ArrayBuffer> {
  return swapped(bytes, elementSize);
}

function swapped<B extends ArrayBufferLike>(
  bytes: Uint8Array<B>,
  elementSize: number,
): Uint8Array<B | ArrayBuffer> {
  if (hostIsLittleEndian || elementSize === 1) return bytes;
  const copy = bytes.slice();
  for (let start = 0; start < copy.length; start += elementSize) {
    copy.subarray(start, start + elementSize).reverse();
  }
  return copy;
}
