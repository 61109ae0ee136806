import type { Layout } from './mutate/layout';

/** Something of ours that reads what others may have made. */
export interface Parser {
  readonly name: string;
  /** What it reads, for people. */
  readonly about: string;
  /** Small inputs that it takes, to start from. */
  readonly seeds: () => readonly Uint8Array[];
  /** What its format is made of; the characters are bytes. */
  readonly words?: readonly string[];
  /** How its inputs are taken apart and put together, so that changes reach behind lengths and checksums. */
  readonly layout?: Layout;
  /** Reads an input, and uses what comes out as its callers do. */
  readonly read: (input: Uint8Array) => unknown;
  /** The only errors it may throw; none where it takes everything. */
  readonly refusal?: abstract new (
    ...parameters: never[]
  ) => Error;
}
