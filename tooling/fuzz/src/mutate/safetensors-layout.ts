import { join } from './bytes';
import type { Layout } from './layout';

const LENGTH_BYTES = 8;

/** A header, and the tensors' bytes behind it; before both the header's length. */
export const safetensorsLayout: Layout = {
  split(input) {
    if (input.length < LENGTH_BYTES) return undefined;
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const end = LENGTH_BYTES + Number(view.getBigUint64(0, true));
    if (end > input.length) return undefined;
    return [
      { kind: 'json', bytes: input.subarray(LENGTH_BYTES, end) },
      { kind: 'bytes', bytes: input.subarray(end) },
    ];
  },
  join([header, data]) {
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
    return join([length, header, data]);
  },
};
