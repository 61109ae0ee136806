import { UserError } from '@fmnist/core';
import { decodeEvents, encodeFileVersion, encodeScalars, encodeText } from '@fmnist/interchange';
import { encodeRecord } from '../../../../packages/interchange/src/tensorboard/record';
import { join } from '../mutate/bytes';
import type { Layout } from '../mutate/layout';
import type { Parser } from '../parser';

const HEAD_BYTES = 12;
const CHECKSUM_BYTES = 4;

/** The records, with the checksums that they have now. */
const layout: Layout = {
  split(input) {
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const pieces: { kind: 'protobuf'; bytes: Uint8Array }[] = [];
    for (let at = 0; at + HEAD_BYTES <= input.length; ) {
      const end = at + HEAD_BYTES + view.getUint32(at, true);
      pieces.push({ kind: 'protobuf', bytes: input.subarray(at + HEAD_BYTES, end) });
      at = end + CHECKSUM_BYTES;
    }
    return pieces;
  },
  join: (pieces) => join(pieces.map(encodeRecord)),
};

export const parser: Parser = {
  name: 'events',
  about: 'TensorBoard’s event files',
  seeds: () => [
    join([
      encodeFileVersion(1),
      encodeScalars(
        2,
        1,
        new Map([
          ['loss', 0.5],
          ['accuracy', 0.75],
        ]),
      ),
      encodeText(3, 'config', '{"seed": 0}'),
    ]),
  ],
  layout,
  read: decodeEvents,
  refusal: UserError,
};
