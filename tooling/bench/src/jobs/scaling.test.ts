import { capabilities } from '@fmnist/core';
import { expect, test } from 'vitest';
import { measureCeilingGflops } from '../ceiling';
import { flopsPerEpoch } from './scaling';

test('an epoch of 784-128-128-10 is 30.5 GFLOP', () => {
  expect(flopsPerEpoch(128) / 1e9).toBeCloseTo(30.44, 1);
});

test.runIf(capabilities().simd)(
  'a core with vectors does at least a billion operations a second',
  async () => {
    expect(await measureCeilingGflops()).toBeGreaterThan(1);
  },
);
