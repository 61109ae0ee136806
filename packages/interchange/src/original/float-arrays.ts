import { Tensor } from '@fmnist/core';
import { OriginalFileError } from './original-file-error';
import { type ArrayContent, describe, isKind, type PickledArray, type PickleValue } from './pickle-value';

/** The types of numbers that weights come in; the smaller ones would grow a file's bytes many times over. */
const MIN_ELEMENT_BYTES = 4;

/**
 * Makes tensors of float32, in C's order, from the arrays of one file. Keeps an account of the bytes it has used: a
 * file stores each array once, and one that claims more in total than it has bytes refers to the same ones again.
 */
export class FloatArrays {
  #bytesLeft: number;
  readonly #types = new Set<string>();

  /** @param fileLength in bytes */
  constructor(fileLength: number) {
    this.#bytesLeft = fileLength;
  }

  /** The types other than float32 that numbers were converted from. */
  get convertedTypes(): readonly string[] {
    return [...this.#types].filter((type) => type !== 'float32');
  }

  /**
   * An array's numbers. A row [1, n] stays one.
   * @param at the byte of what the array belongs to
   * @param what how messages call the array, as `the weights of dense layer 1`
   * @throws OriginalFileError where the value is no array of one or two axes, or a number is not finite in float32.
   */
  take(value: PickleValue | undefined, at: number, what: string): Tensor {
    if (!isKind(value, 'array') || !value.content) {
      throw new OriginalFileError(at, `${what} should be an array, got ${describe(value)}`);
    }
    const { shape, type, bytes } = value.content;
    if (shape.length !== 1 && shape.length !== 2) {
      throw new OriginalFileError(value.at, `${what} should have one or two axes, got ${describe(value)}`);
    }
    if (type.bytes < MIN_ELEMENT_BYTES) {
      throw new OriginalFileError(value.at, `${what} should be float32 or float64, got ${type.name}`);
    }
    this.#bytesLeft -= bytes.length;
    if (this.#bytesLeft < 0) {
      throw new OriginalFileError(
        value.at,
        `with ${what} the arrays take more bytes than the file has: it uses some twice`,
      );
    }
    this.#types.add(type.name);
    return new Tensor(readNumbers(value, value.content, what), shape);
  }
}

function readNumbers(array: PickledArray, content: ArrayContent, what: string): Float32Array {
  const { shape, type, littleEndian, fortran, bytes } = content;
  const columns = shape[shape.length - 1];
  const rows = shape.length === 2 ? shape[0] : 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float32Array(rows * columns);
  for (let i = 0; i < numbers.length; i++) {
    const place = fortran ? (i % rows) * columns + Math.floor(i / rows) : i;
    numbers[place] = type.read(view, i * type.bytes, littleEndian);
    if (!Number.isFinite(numbers[place])) {
      throw new OriginalFileError(
        array.at,
        `there is a number in ${what} that is not finite as float32, at index ${place}`,
      );
    }
  }
  return numbers;
}
