import type { PickleReader } from './pickle-reader';
import type { PickleValue } from './pickle-value';

/** The values a pickle is working on. A mark divides them: what lies below it is out of reach until it is taken off. */
export class PickleStack {
  readonly #reader: PickleReader;
  readonly #values: PickleValue[] = [];
  readonly #marks: number[] = [];

  constructor(reader: PickleReader) {
    this.#reader = reader;
  }

  push(value: PickleValue): void {
    this.#values.push(value);
  }

  /** Takes the last value off. @throws OriginalFileError where there is none above the last mark. */
  pop(): PickleValue {
    const value = this.top();
    this.#values.pop();
    return value;
  }

  /** The last value. @throws OriginalFileError where there is none above the last mark. */
  top(): PickleValue {
    const value = this.#values.length > (this.#marks.at(-1) ?? 0) ? this.#values.at(-1) : undefined;
    if (value === undefined) throw this.#reader.fault('needs a value, but there is none');
    return value;
  }

  /**
   * Takes the last `count` values off, in the order they were pushed.
   * @throws OriginalFileError where there are fewer.
   */
  popMany(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  /** Puts a mark after the last value. */
  mark(): void {
    this.#marks.push(this.#values.length);
  }

  /** Takes the last mark and the values above it off. @throws OriginalFileError where there is no mark. */
  popToMark(): PickleValue[] {
    const start = this.#marks.pop();
    if (start === undefined) throw this.#reader.fault('needs a MARK, but there is none');
    return this.#values.splice(start);
  }

  /** The value that is left in the end. @throws OriginalFileError where there is more than one, or none. */
  last(): PickleValue {
    const value = this.pop();
    if (this.#values.length > 0 || this.#marks.length > 0)
      throw this.#reader.fault('leaves a value or a MARK behind');
    return value;
  }
}
