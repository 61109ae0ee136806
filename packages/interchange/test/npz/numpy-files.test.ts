import { readFileSync } from 'node:fs';
import { Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { readNpz } from '../../src';

/** Files that NumPy wrote: see fixtures/make_fixtures.py. */
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const range = (length: number) => Array.from({ length }, (_, n) => n);

describe('files that NumPy wrote', () => {
  it.each(['stored.npz', 'compressed.npz'])('are read: %s', (name) => {
    const arrays = readNpz(fixture(name));
    const biases = arrays.get('0.biases') ?? Tensor.zeros([]);
    const bits = new Uint32Array(biases.data.buffer, biases.data.byteOffset, biases.size);
    expect([...bits]).toEqual([0x7fc00001, 0x7f800001, 0xffc12345, 0x80000000, 0x7f800000, 1]);
    expect(biases).toMatchObject({ dtype: 'float32', shape: [6] });
    const others: [string, Tensor][] = [
      [
        '0.weights',
        new Tensor(
          Float32Array.from(range(6), (n) => Math.fround(n) / 7),
          [2, 3],
        ),
      ],
      ['doubles', new Tensor(Float64Array.of(Math.PI, -0, Number.NaN, 5e-324), [4])],
      ['bytes', new Tensor(Uint8Array.from(range(256)), [4, 8, 8])],
      ['integers', new Tensor(Int32Array.of(-(2 ** 31), -1, 0, 2 ** 31 - 1), [4])],
      ['scalar', new Tensor(Int32Array.of(42), [])],
      ['empty', Tensor.zeros([3, 0, 2])],
      ['fortran', new Tensor(Float64Array.from(range(24)), [2, 3, 4])],
      ['größe', Tensor.full([1], 1)],
    ];
    for (const [key, tensor] of others) expect(arrays.get(key), key).toEqual(tensor);
    expect(new Set(arrays.keys())).toEqual(new Set(['0.biases', ...others.map(([key]) => key)]));
  });

  it.each([
    [
      'big-endian.npz',
      /^"a.npy" of the .npz file holds ">f4", most significant byte first: save array.astype\('<f4'\)$/,
    ],
    ['int64.npz', /^"a.npy" of the .npz file holds "<i8"; known are/],
    ['objects.npz', /^"a.npy" of the .npz file holds "\|O"; known are/],
    [
      'zeros.npz',
      /^The .npz file claims to unpack to 10000128 bytes; from 9940 bytes at most 1147976 are allowed/,
    ],
  ])('with what we have no tensors for are refused: %s', (name, sentence) => {
    expect(() => readNpz(fixture(name))).toThrow(sentence);
  });
});
