import { createHash } from 'node:crypto';
import type { Model } from '@fmnist/core';

/** The SHA-256 of all parameters' float32 bytes, layer by layer, weights before biases: equal only for equal models. */
export function weightsSha256(model: Model): string {
  const hash = createHash('sha256');
  for (const tensor of model.getParameters().flat()) {
    const { data } = tensor.cast('float32');
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
