/** The thread that fuzzes: input after input, and those that make something new run are kept to be changed further. */
import { parentPort, workerData } from 'node:worker_threads';
import { Dice } from '../mutate/dice';
import { MOST_BYTES, mutate } from '../mutate/mutate';
import type { Parser } from '../parser';
import { Coverage } from './coverage';
import { type Fault, judge } from './judge';
import { type News, type Orders, Shared } from './messages';
import { shrink } from './shrink';

/** So much is kept of each parser: it all goes into the repository. */
const MOST_KEPT_BYTES = 2 ** 16;

/** Works until it is told to end. */
export async function work(parser: Parser): Promise<void> {
  // Of the thread that started this one.
  const { seed, corpus: given, shared: buffer } = workerData as Orders;
  const shared = new Shared(buffer);
  const coverage = new Coverage();
  const dice = new Dice(seed, parser.name);
  const words = (parser.words ?? []).map((word) => Uint8Array.from(Buffer.from(word, 'latin1')));
  const tell = (news: News) => parentPort?.postMessage(news);
  const known = new Set<string>();
  const corpus: Uint8Array[] = [];

  const run = async (input: Uint8Array): Promise<Fault | undefined> => {
    shared.begin(input);
    coverage.reset();
    const fault = await judge(parser, input);
    shared.done();
    return fault;
  };
  const tryOut = async (input: Uint8Array): Promise<void> => {
    const fault = await run(input);
    if (fault && !known.has(fault.key)) {
      known.add(fault.key);
      const small = await shrink(input, async (smaller) => (await run(smaller))?.key === fault.key);
      tell({ kind: 'find', ...fault, input: small });
    }
    if (!fault && coverage.gained()) {
      corpus.push(input);
      tell({ kind: 'gain', input });
    }
  };

  for (const input of given) {
    if (input.length <= MOST_BYTES) await tryOut(input);
  }
  if (corpus.length === 0) corpus.push(new Uint8Array());
  while (!shared.mustEnd) {
    // What was found last leads on most often.
    const origin = dice.oneIn(2) ? dice.pick(corpus) : corpus[corpus.length - dice.length(corpus.length)];
    await tryOut(mutate(origin, { parser, dice, words, corpus }));
  }

  // The shortest first: what a longer one does that a shorter one did need not be kept.
  const covered = coverage.size;
  coverage.forget();
  const kept: Uint8Array[] = [];
  let left = MOST_KEPT_BYTES;
  for (const input of corpus.toSorted((a, b) => a.length - b.length)) {
    if (input.length > left || (await run(input)) || !coverage.gained()) continue;
    kept.push(input);
    left -= input.length;
  }
  tell({ kind: 'end', corpus: kept, covered });
}
