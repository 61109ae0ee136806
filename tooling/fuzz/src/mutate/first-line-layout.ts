import { join } from './bytes';
import type { Layout } from './layout';

const NEWLINE = 0x0a;

/** A first line, and what follows. */
export const firstLineLayout: Layout = {
  split(input) {
    const { line, rest } = splitFirstLine(input);
    return [
      { kind: 'bytes', bytes: line },
      { kind: 'bytes', bytes: rest },
    ];
  },
  join: ([line, rest]) => join([line, Uint8Array.of(NEWLINE), rest]),
};

/** The bytes before the first end of a line, and those behind it. */
export function splitFirstLine(input: Uint8Array): { line: Uint8Array; rest: Uint8Array } {
  const at = input.indexOf(NEWLINE);
  const end = at === -1 ? input.length : at;
  return { line: input.subarray(0, end), rest: input.subarray(end + 1) };
}
