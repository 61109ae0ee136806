import { readSafetensors, SafetensorsError, Tensor, writeSafetensors } from '@fmnist/core';
import { safetensorsLayout } from '../mutate/safetensors-layout';
import type { Parser } from '../parser';

const tensors = new Map([
  ['0.weights', new Tensor(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3])],
  ['doubles', new Tensor(Float64Array.of(1.5), [1])],
  ['bytes', new Tensor(Uint8Array.of(1, 2, 3), [3])],
  ['whole', new Tensor(Int32Array.of(-1), [])],
]);

export const parser: Parser = {
  name: 'safetensors',
  about: 'safetensors files of anybody',
  seeds: () => [writeSafetensors(tensors, { made: 'here' }), writeSafetensors(new Map())],
  words: [
    '__metadata__',
    '__proto__',
    '"dtype":"F32"',
    '"BF16"',
    '"shape":[]',
    '"data_offsets":[0,4]',
    '{',
    '}',
  ],
  layout: safetensorsLayout,
  read: readSafetensors,
  refusal: SafetensorsError,
};
