import { UserError } from '../../errors';
import type { MemoryPiece } from '../kernels';

/** Below are the tables of the compiled modules. */
const FIRST = 16_384;
const PAGE = 65536;
/** Pieces begin at cache lines, and end with room for a pair of vectors that is read past the last number. */
const ALIGNMENT = 64;
const MARGIN = 32;
/** How far memories may grow, in pages: most machines give 4 GB, some browsers less. */
const LIMITS = [65536, 16384, 4096];

/** Where kernels get memory from. */
export interface Allocator {
  readonly memory: WebAssembly.Memory;
  /** A piece of memory, its offset a multiple of 64; zero-filled, unless another thread has filled it already. */
  allocate(bytes: number): MemoryPiece;
}

/**
 * A WebAssembly memory that grows as it is asked for more, and takes pieces back. It can be shared with other threads:
 * views of it stay valid when it grows.
 */
export class Heap implements Allocator {
  readonly memory: WebAssembly.Memory;
  #top = FIRST;
  /** Pieces given back, in the order of their offsets, none next to another. */
  #free: MemoryPiece[] = [];
  #traced: MemoryPiece[] | undefined;

  /** @throws RangeError where the platform gives no shared memory. */
  constructor() {
    this.memory = createMemory();
  }

  /** @throws UserError where the platform gives no more. */
  allocate(bytes: number): MemoryPiece {
    const size = Math.ceil((bytes + MARGIN) / ALIGNMENT) * ALIGNMENT;
    const piece = this.#reuse(size) ?? this.#extend(size);
    this.#traced?.push(piece);
    return piece;
  }

  /** What `make` makes, and the pieces it took. */
  trace<T>(make: () => T): { made: T; pieces: readonly MemoryPiece[] } {
    const outer = this.#traced;
    const pieces: MemoryPiece[] = [];
    this.#traced = pieces;
    try {
      return { made: make(), pieces };
    } catch (error) {
      this.release(pieces);
      throw error;
    } finally {
      this.#traced = outer;
    }
  }

  release(pieces: readonly MemoryPiece[]): void {
    const sorted = [...this.#free, ...pieces].sort((a, b) => a.offset - b.offset);
    const merged: MemoryPiece[] = [];
    for (const piece of sorted) {
      const last = merged.at(-1);
      if (last && last.offset + last.bytes === piece.offset) {
        merged[merged.length - 1] = { offset: last.offset, bytes: last.bytes + piece.bytes };
      } else {
        merged.push(piece);
      }
    }
    this.#free = merged;
  }

  #reuse(size: number): MemoryPiece | undefined {
    const index = this.#free.findIndex(({ bytes }) => bytes >= size);
    const found = this.#free[index];
    if (!found) return undefined;
    const rest = { offset: found.offset + size, bytes: found.bytes - size };
    this.#free.splice(index, 1, ...(rest.bytes > 0 ? [rest] : []));
    new Uint8Array(this.memory.buffer, found.offset, size).fill(0);
    return { offset: found.offset, bytes: size };
  }

  #extend(size: number): MemoryPiece {
    const offset = this.#top;
    const missing = offset + size - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / PAGE));
      } catch (error) {
        const megabytes = Math.ceil((offset + size) / 2 ** 20);
        throw new UserError(
          `The model and its batch need ${megabytes} MB of memory, more than WebAssembly can have here: ` +
            'use smaller layers or a smaller batch',
          { cause: error },
        );
      }
    }
    this.#top = offset + size;
    return { offset, bytes: size };
  }
}

/** Memory that another thread has shared out already: gives the pieces it is told, one after the other. */
export class AssignedMemory implements Allocator {
  readonly #pieces: Iterator<MemoryPiece>;

  constructor(
    readonly memory: WebAssembly.Memory,
    pieces: readonly MemoryPiece[],
  ) {
    this.#pieces = pieces.values();
  }

  allocate(bytes: number): MemoryPiece {
    const { value } = this.#pieces.next();
    if (!value || value.bytes < bytes) throw new Error('A worker allocates otherwise than its caller did');
    return value;
  }
}

function createMemory(): WebAssembly.Memory {
  let failure: unknown;
  for (const maximum of LIMITS) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared: true });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
