import { UserError } from '@fmnist/core';
import protobuf from 'protobufjs/minimal.js';

/** What to do with each field of a message that matters, by the field's number. The others are skipped. */
export type FieldHandlers = Readonly<Partial<Record<number, (field: ProtoField) => void>>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
const kinds = new Map([
  [VARINT, 'an integer'],
  [FIXED64, 'eight bytes'],
  [LENGTH_DELIMITED, 'a block of bytes'],
  [FIXED32, 'four bytes'],
]);

/**
 * Walks through a message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), field by field. What
 * nobody asks for is stepped over and never stored, so that a file makes no more memory be taken than what is kept.
 * Groups, which the language gave up, are refused: nothing here nests without a handler that says so.
 *
 * @param where what error messages call the message
 * @throws UserError where the bytes are no message, or a field is of another kind than its handler asks for.
 */
export function readMessage(bytes: Uint8Array, where: string, handlers: FieldHandlers): void {
  const reader = new protobuf.Reader(bytes);
  while (reader.pos < reader.len) {
    const tag = attempt(reader, where, () => reader.uint32());
    const [id, wireType] = [tag >>> 3, tag & 7];
    if (id === 0 || !kinds.has(wireType)) {
      throw new UserError(`${where} is damaged: no field can begin at its byte ${reader.pos - 1}`);
    }
    const start = reader.pos;
    handlers[id]?.(new ProtoField(reader, id, wireType, where));
    if (reader.pos === start) attempt(reader, where, () => reader.skipType(wireType));
  }
  if (reader.pos > reader.len) throw new UserError(`${where} is cut off inside its last field`);
}

/** The value of one field. Each question says what the value must be, and takes it once. */
export class ProtoField {
  readonly #reader: protobuf.Reader;
  readonly #wireType: number;

  constructor(
    reader: protobuf.Reader,
    readonly id: number,
    wireType: number,
    /** What error messages call the message around it. */
    readonly where: string,
  ) {
    this.#reader = reader;
    this.#wireType = wireType;
  }

  /** A whole number that a double holds exactly. */
  integer(): number {
    this.#expect(VARINT);
    return this.#whole(this.#reader);
  }

  /** Whole numbers: a single one, or a packed list of at most `limit`. */
  integers(limit: number): number[] {
    if (this.#wireType === VARINT) return [this.integer()];
    const reader = new protobuf.Reader(this.bytes());
    const values: number[] = [];
    while (reader.pos < reader.len) {
      if (values.length === limit) {
        throw new UserError(`${this.where} has more than ${limit} numbers in field ${this.id}`);
      }
      values.push(this.#whole(reader));
    }
    return values;
  }

  float(): number {
    this.#expect(FIXED32);
    return attempt(this.#reader, this.where, () => this.#reader.float());
  }

  double(): number {
    this.#expect(FIXED64);
    return attempt(this.#reader, this.where, () => this.#reader.double());
  }

  /** Floats of four bytes: a single one, or a packed list. */
  floats(): Float32Array<ArrayBuffer> {
    if (this.#wireType === FIXED32) return Float32Array.of(this.float());
    const bytes = this.bytes();
    if (bytes.length % 4 !== 0) {
      throw new UserError(`${this.where} has a list of floats in field ${this.id} that is cut off`);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    this.#expect(LENGTH_DELIMITED);
    return attempt(this.#reader, this.where, () => this.#reader.bytes());
  }

  string(): string {
    const bytes = this.bytes();
    try {
      return utf8.decode(bytes);
    } catch (error) {
      throw new UserError(`${this.where} has text in field ${this.id} that is not UTF-8`, { cause: error });
    }
  }

  /** Walks through the message that is the field's value. */
  message(where: string, handlers: FieldHandlers): void {
    readMessage(this.bytes(), where, handlers);
  }

  #whole(reader: protobuf.Reader): number {
    // Where the package `long` is at hand this is a Long, else a number.
    const value = Number(attempt(reader, this.where, () => reader.int64()).toString());
    if (!Number.isSafeInteger(value)) {
      throw new UserError(`${this.where} has a number in field ${this.id} that is too large to be real`);
    }
    return value;
  }

  #expect(wireType: number): void {
    if (this.#wireType !== wireType) {
      throw new UserError(
        `${this.where} must have ${kinds.get(wireType)} in field ${this.id}, got ${kinds.get(this.#wireType)}`,
      );
    }
  }
}

/** Protobufjs says in an Error of its own where bytes end too early; the reader of a message gets a sentence. */
function attempt<T>(reader: protobuf.Reader, where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UserError(`${where} is cut off or damaged at its byte ${reader.pos}`, { cause: error });
  }
}
