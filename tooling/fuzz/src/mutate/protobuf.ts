import protobuf from 'protobufjs/minimal.js';
import { type Material, mutateBytes } from './bytes';

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

interface Field {
  readonly id: number;
  readonly wireType: number;
  /** Without tag and length. */
  readonly bytes: Uint8Array;
}

/** A message of Protocol Buffers with a field changed, at any depth; the lengths around it are right. */
export function mutateMessage(bytes: Uint8Array, material: Material): Uint8Array {
  const fields = fieldsOf(bytes);
  return fields && fields.length > 0
    ? messageOf(mutateFields(fields, material))
    : mutateBytes(bytes, material);
}

function mutateFields(fields: readonly Field[], material: Material): Field[] {
  const { dice } = material;
  const at = dice.below(fields.length);
  const field = fields[at];
  switch (dice.below(10)) {
    case 0:
      return fields.toSpliced(at, 1);
    case 1:
      return fields.toSpliced(at, 0, ...Array.from({ length: dice.length(32) }, () => field));
    case 2:
      return fields.with(at, { ...field, id: 1 + dice.below(20) });
    case 3:
      return fields.with(at, { ...field, bytes: dice.pick(fields).bytes });
    default:
      return fields.with(at, { ...field, bytes: mutateValue(field, material) });
  }
}

function mutateValue({ wireType, bytes }: Field, material: Material): Uint8Array {
  const { dice } = material;
  if (wireType === VARINT) {
    const writer = new protobuf.Writer();
    return writer.int64(dice.pick([-1, 0, 1, 127, 2 ** 31, 2 ** 53, dice.below(64)])).finish();
  }
  if (wireType !== BYTES) return mutateBytes(bytes, material).subarray(0, bytes.length);
  return dice.oneIn(4) ? mutateBytes(bytes, material) : mutateMessage(bytes, material);
}

/** The fields of a message, or nothing where the bytes are none. */
function fieldsOf(bytes: Uint8Array): Field[] | undefined {
  const reader = new protobuf.Reader(bytes);
  const fields: Field[] = [];
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      const wireType = tag & 7;
      if (tag >>> 3 === 0 || ![VARINT, FIXED64, BYTES, FIXED32].includes(wireType)) return undefined;
      const start = reader.pos;
      if (wireType === BYTES) {
        fields.push({ id: tag >>> 3, wireType, bytes: reader.bytes() });
      } else {
        reader.skipType(wireType);
        fields.push({ id: tag >>> 3, wireType, bytes: bytes.subarray(start, reader.pos) });
      }
    }
  } catch {
    return undefined;
  }
  return fields;
}

function messageOf(fields: readonly Field[]): Uint8Array {
  const pieces = fields.map(({ id, wireType, bytes }) => {
    const head = new protobuf.Writer().uint32((id << 3) | wireType);
    return Buffer.concat([(wireType === BYTES ? head.uint32(bytes.length) : head).finish(), bytes]);
  });
  return new Uint8Array(Buffer.concat(pieces));
}
