import { Tensor, writeSafetensors } from '@fmnist/core';
import { expect, it } from 'vitest';
import { describeFile } from './describe-file';
import { inspectBytes } from './formats';

const describeTensors = (names: readonly string[]) => {
  const bytes = writeSafetensors(new Map(names.map((name) => [name, new Tensor(Uint8Array.of(1), [1])])));
  return describeFile({ file: 'f', bytes: bytes.length, sha256: '', ...inspectBytes(bytes) });
};

it('a file cannot steer the terminal it is inspected on, whatever its tensors are called', () => {
  expect(describeTensors(['\u001b[2Jgone', 'bell\u0007'])).toMatch(/\\u001b\[2Jgone .*\n.*bell\\u0007 /);
});

it('a file of very many tensors is described whole', () => {
  const names = Array.from({ length: 150_000 }, (_, index) => String(index));
  expect(describeTensors(names).split('\n')).toHaveLength(names.length + 7);
});
