import { type Tensor, UserError } from '@fmnist/core';
import { type Zippable, zipSync } from 'fflate';
import { readNpy, writeNpy } from './npy';
import { unzip } from './unzip';

const SUFFIX = '.npy';
/** A zip archive counts its files in two bytes; the largest number stands for more. */
const MAX_ARRAYS = 0xfffe;
/** What no file's name has, a backslash, and half a character, which cannot be written as UTF-8. */
const UNSAFE = /[\0\\\p{Surrogate}]/u;

/**
 * Tensors as a .npz file, NumPy's archive of arrays: `numpy.load(file)['0.weights']`. A zip archive, uncompressed, of
 * one .npy file a tensor (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). Every bit is kept;
 * the same tensors give the same bytes.
 *
 * @param arrays by name
 * @throws UserError where a name is empty or would lead out of a folder the archive is unpacked into, a tensor has more
 *   axes than NumPy has, or there are more arrays than a zip archive counts.
 */
export function writeNpz(arrays: ReadonlyMap<string, Tensor>): Uint8Array<ArrayBuffer> {
  if (arrays.size > MAX_ARRAYS) {
    throw new UserError(`A .npz file holds at most ${MAX_ARRAYS} arrays, got ${arrays.size}`);
  }
  // The earliest time a zip archive can tell, in whatever zone the machine is.
  const options = { level: 0, mtime: new Date(1980, 0, 1) } as const;
  const files: Zippable = {};
  for (const [name, tensor] of arrays) {
    checkName(name);
    files[name + SUFFIX] = [writeNpy(tensor), options];
  }
  return zipSync(files);
}

/**
 * The tensors of a .npz file, bit for bit, in the file's order: by `numpy.savez` and `numpy.savez_compressed`, or ours.
 * Arrays in Fortran's order come back row-major. Names are names, whatever paths they look like: nothing is written
 * anywhere. So that a small file cannot take all memory, one whose arrays together are more than ten times as large as
 * it (and a megabyte) is refused.
 *
 * @throws UserError where the file is broken or claims too much, or an array holds other numbers than uint8, int32,
 *   float32 or float64, little-endian.
 */
export function readNpz(bytes: Uint8Array): ReadonlyMap<string, Tensor> {
  const arrays = new Map<string, Tensor>();
  for (const { name, unpack } of unzip(bytes, 'The .npz file')) {
    if (!name.endsWith(SUFFIX)) {
      throw new UserError(
        `The .npz file holds "${name}", which is no array: names of arrays end in ${SUFFIX}`,
      );
    }
    arrays.set(name.slice(0, -SUFFIX.length), readNpy(unpack(), `"${name}" of the .npz file`));
  }
  return arrays;
}

function checkName(name: string): void {
  if (name === '' || UNSAFE.test(name) || name.startsWith('/') || name.split('/').includes('..')) {
    throw new UserError(
      `An array in a .npz file cannot be named ${JSON.stringify(name)}: give it a plain name`,
    );
  }
}
