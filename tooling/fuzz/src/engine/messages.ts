/** What the thread that fuzzes and the one that watches it say to each other. */

export interface Orders {
  readonly seed: number;
  /** Inputs to start from. */
  readonly corpus: readonly Uint8Array[];
  /** See {@link Shared}. */
  readonly shared: SharedArrayBuffer;
}

export type News =
  | { readonly kind: 'gain'; readonly input: Uint8Array }
  | { readonly kind: 'find'; readonly key: string; readonly text: string; readonly input: Uint8Array }
  | { readonly kind: 'end'; readonly corpus: readonly Uint8Array[]; readonly covered: number };

/** What both see at once: how far the work is, whether it is to end, and the input that is being read. */
export class Shared {
  readonly #numbers: Int32Array;
  readonly #input: Uint8Array;

  static create(mostBytes: number): SharedArrayBuffer {
    return new SharedArrayBuffer(16 + mostBytes);
  }

  constructor(buffer: SharedArrayBuffer) {
    this.#numbers = new Int32Array(buffer, 0, 4);
    this.#input = new Uint8Array(buffer, 16);
  }

  get executions(): number {
    return Atomics.load(this.#numbers, 0);
  }

  get mustEnd(): boolean {
    return Atomics.load(this.#numbers, 1) === 1;
  }

  end(): void {
    Atomics.store(this.#numbers, 1, 1);
  }

  get input(): Uint8Array {
    return this.#input.slice(0, Atomics.load(this.#numbers, 2));
  }

  /** Whether the input is being read just now. */
  get isReading(): boolean {
    return Atomics.load(this.#numbers, 3) === 1;
  }

  /** Says what is read next. */
  begin(input: Uint8Array): void {
    this.#input.set(input);
    Atomics.store(this.#numbers, 2, input.length);
    Atomics.add(this.#numbers, 0, 1);
    Atomics.store(this.#numbers, 3, 1);
  }

  /** Says that it was read. */
  done(): void {
    Atomics.store(this.#numbers, 3, 0);
  }
}
