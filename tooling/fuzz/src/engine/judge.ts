import { getHeapStatistics } from 'node:v8';
import type { Parser } from '../parser';

/** Reading an input may take so much memory. */
const MOST_MEMORY = 64 * 2 ** 20;
/** A refusal is for a person to read. */
const LONGEST_MESSAGE = 4096;
/** What would steer the terminal that a message is shown on. */
const CONTROL = /[^\P{Cc}\n\t]/u;

/** Something a parser did with an input that it promises not to. */
export interface Fault {
  /** The same for inputs that find the same. */
  readonly key: string;
  readonly text: string;
}

/** Has a parser read an input. @returns what was wrong with how it did; nothing where it took or refused it as it should */
export async function judge({ read, refusal }: Parser, input: Uint8Array): Promise<Fault | undefined> {
  const before = memoryTaken();
  try {
    const result = read(input);
    if (result instanceof Promise) await result;
  } catch (error) {
    if (!refusal || !(error instanceof refusal)) return wrongError(error);
    if (error.message.length > LONGEST_MESSAGE) {
      return {
        key: `long ${placeOf(error)}`,
        text: `a message of ${error.message.length} characters: ${error.stack?.slice(0, 400)}`,
      };
    }
    if (CONTROL.test(error.message)) {
      return {
        key: `control ${placeOf(error)}`,
        text: `a message that steers terminals: ${JSON.stringify(error.stack)}`,
      };
    }
  }
  const taken = memoryTaken() - before;
  if (taken > MOST_MEMORY) {
    return { key: 'memory', text: `it took ${Math.round(taken / 2 ** 20)} MB for ${input.length} bytes` };
  }
  return undefined;
}

/** What of the process is in memory, and what it has reserved for typed arrays. */
function memoryTaken(): number {
  return Math.max(process.memoryUsage.rss(), getHeapStatistics().external_memory);
}

function wrongError(error: unknown): Fault {
  if (!(error instanceof Error)) return { key: `thrown ${String(error)}`, text: `it threw ${String(error)}` };
  return { key: `${error.name} ${placeOf(error)}`, text: error.stack ?? error.message };
}

/** Where an error was made. */
function placeOf({ stack = '' }: Error): string {
  return /^\s+at (.*)$/m.exec(stack)?.[1] ?? '';
}
