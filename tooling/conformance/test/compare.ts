import { type Layer, Model, type ModelOptions, type Tensor } from '@fmnist/core';
import { expect } from 'vitest';

/** A finalized model of these layers. */
export function modelOf(layers: readonly Layer[], options: ModelOptions = {}): Model {
  const model = new Model(options);
  for (const layer of layers) model.add(layer);
  model.finalize();
  return model;
}

export function floats(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.data);
}

/** The largest difference between two lists of numbers. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}
