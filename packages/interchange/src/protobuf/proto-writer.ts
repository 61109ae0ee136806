import protobuf from 'protobufjs/minimal.js';

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/**
 * Writes a message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), field by field, in the order
 * of the calls. It stands on the smallest build of protobufjs, which makes no code at run time, so that it also works on
 * pages that forbid `eval`.
 *
 * @example
 * const message = new ProtoWriter();
 * message.string(1, 'pixels').message(2, (type) => type.integer(1, 2));
 * message.finish();
 */
export class ProtoWriter {
  readonly #writer = new protobuf.Writer();

  /** A whole number, of the types int32, int64, uint32, enum and bool. */
  integer(id: number, value: number): this {
    this.#tag(id, VARINT).int64(value);
    return this;
  }

  float(id: number, value: number): this {
    this.#tag(id, FIXED32).float(value);
    return this;
  }

  double(id: number, value: number): this {
    this.#tag(id, FIXED64).double(value);
    return this;
  }

  string(id: number, value: string): this {
    this.#tag(id, LENGTH_DELIMITED).string(value);
    return this;
  }

  /** Bytes; they are copied when the message is finished, not before. */
  bytes(id: number, value: Uint8Array): this {
    this.#tag(id, LENGTH_DELIMITED).bytes(value);
    return this;
  }

  /** A message inside this one: `write` writes its fields. */
  message(id: number, write: (message: ProtoWriter) => void): this {
    this.#tag(id, LENGTH_DELIMITED).fork();
    write(this);
    this.#writer.ldelim();
    return this;
  }

  /** All that was written, in memory of its own. */
  finish(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#writer.finish());
  }

  #tag(id: number, wireType: number): protobuf.Writer {
    return this.#writer.uint32((id << 3) | wireType);
  }
}
