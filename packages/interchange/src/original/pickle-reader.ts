import { opcodeNames } from './opcode-names';
import { OriginalFileError } from './original-file-error';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NEWLINE = 0x0a;

/**
 * Walks through a pickle's bytes: an opcode, what it carries, the next opcode. Nothing is read, copied or allocated
 * before it is known that the file has it. Faults name the opcode and where it stands.
 */
export class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;
  #opcode = 'the first opcode';
  #opcodeAt = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The number of bytes of the file. */
  get length(): number {
    return this.#bytes.length;
  }

  /** The number of bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.#position;
  }

  /** Where the opcode stands that is being carried out. */
  get at(): number {
    return this.#opcodeAt;
  }

  /** The next opcode. @throws OriginalFileError where the file ends. */
  opcode(): number {
    this.#opcodeAt = this.#position;
    if (this.left === 0)
      throw new OriginalFileError(this.#position, 'the file ends, without the opcode STOP');
    const code = this.#bytes[this.#position++];
    this.#opcode = opcodeNames.get(code) ?? `0x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    return code;
  }

  /** What is wrong with the opcode that is being carried out. @param what as `names os.system, …` */
  fault(what: string): OriginalFileError {
    return new OriginalFileError(this.#opcodeAt, `${this.#opcode} ${what}`);
  }

  /** @throws OriginalFileError where the file ends. */
  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  /** @throws OriginalFileError where the file ends. */
  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  /** @throws OriginalFileError where the file ends. */
  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** @throws OriginalFileError where the file ends. */
  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /**
   * A length; beyond 2^53 rounded, which is longer than any file.
   * @throws OriginalFileError where the file ends.
   */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  /** The one number that pickles store big-endian. @throws OriginalFileError where the file ends. */
  float64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /**
   * A whole number of `length` bytes, little-endian, two's complement.
   * @throws OriginalFileError where the file ends, or the number is beyond ±2^53.
   */
  integer(length: number): number {
    const digits = this.bytes(length);
    if (length > 8) throw this.fault(`holds a whole number of ${length} bytes, more than any real one has`);
    const unsigned = digits.reduceRight((sum, digit) => (sum << 8n) + BigInt(digit), 0n);
    const value = Number(BigInt.asIntN(8 * length, unsigned));
    if (!Number.isSafeInteger(value)) throw this.fault(`holds ${value}, a whole number beyond 2^53`);
    return value;
  }

  /** The next `length` bytes, sharing the file's memory. @throws OriginalFileError where there are fewer. */
  bytes(length: number): Uint8Array {
    if (length > this.left) throw this.fault(`claims ${length} bytes, but only ${this.left} follow`);
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** `length` bytes of UTF-8 as text. @throws OriginalFileError where there are fewer, or they are no UTF-8. */
  text(length: number): string {
    const bytes = this.bytes(length);
    try {
      return utf8.decode(bytes);
    } catch {
      throw this.fault('holds text that is not UTF-8');
    }
  }

  /**
   * Text up to a line break, which is passed.
   * @throws OriginalFileError where there is none, or the text is no UTF-8.
   */
  line(): string {
    const end = this.#bytes.indexOf(NEWLINE, this.#position);
    if (end === -1) throw this.fault('begins a line that does not end');
    const text = this.text(end - this.#position);
    this.#advance(1);
    return text;
  }

  /** @returns the position before the step */
  #advance(count: number): number {
    if (count > this.left) throw this.fault(`needs ${count} more bytes, but only ${this.left} follow`);
    const start = this.#position;
    this.#position += count;
    return start;
  }
}
