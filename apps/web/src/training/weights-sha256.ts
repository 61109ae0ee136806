import type { Model } from '@fmnist/core';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The SHA-256 of all parameters' float32 bytes, as the command line's `train --json` gives it. */
export function weightsSha256(model: Model): string {
  const hash = sha256.create();
  for (const tensor of model.getParameters().flat()) {
    const { data } = tensor.cast('float32');
    hash.update(new Uint8Array(Float32Array.from(data).buffer));
  }
  return bytesToHex(hash.digest());
}
