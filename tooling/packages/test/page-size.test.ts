import { expect, it } from 'vitest';
import { pageSizeOf } from '../src/page-size';

const network = ['Dense', 'ReLU', 'Softmax'];
const training = ['CategoricalCrossEntropy', 'Adam', 'CategoricalAccuracy'];

/** In bytes, gzipped; the README of @fmnist/core names them too. */
it.each([
  { page: 'predicts', ceiling: 12_000, names: ['Predictor', ...network] },
  { page: 'trains', ceiling: 25_000, names: ['Sequential', ...network, ...training] },
  { page: 'trains, and loads any model', ceiling: 52_000, names: ['Model', ...network, ...training] },
  { page: 'calculates with tensors', ceiling: 2_000, names: ['Tensor'] },
])('a page that $page loads less than $ceiling bytes of @fmnist/core', async ({ ceiling, names }) => {
  const { gzipped } = await pageSizeOf('@fmnist/core', names);
  expect(gzipped).toBeLessThan(ceiling);
  // A ceiling far above says nothing.
  expect(gzipped).toBeGreaterThan(0.7 * ceiling * (names.length > 1 ? 1 : 0.5));
});
