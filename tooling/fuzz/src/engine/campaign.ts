/** Has a parser fuzzed in a thread of its own, and watches that thread. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MOST_BYTES } from '../mutate/mutate';
import { bundleFuzzThread } from './bundle';
import { type News, type Orders, Shared } from './messages';

const TICK_MS = 250;
/** No input may keep the processor for longer. */
const MOST_CPU_MS = 1000;
/** Nor may one be waited for longer. */
const MOST_TICKS = (30 * 1000) / TICK_MS;
/** JavaScript's own memory, in MB: more than any input may take. */
const HEAP_LIMIT = 512;
/** So many threads may have to be given up before the campaign is. */
const MOST_THREADS = 10;

/** An input that a parser did not do with as it promises. */
export interface Find {
  readonly key: string;
  readonly text: string;
  readonly input: Uint8Array;
}

/** What came of it. */
export interface Outcome {
  readonly executions: number;
  readonly seconds: number;
  /** How many places ran, counted apart by about how often. */
  readonly covered: number;
  /** Inputs that together make all of that run. */
  readonly corpus: readonly Uint8Array[];
  readonly finds: readonly Find[];
}

/** @param options.corpus inputs to start from */
export async function fuzz(
  name: string,
  options: { readonly minutes: number; readonly seed: number; readonly corpus: readonly Uint8Array[] },
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'fmnist-fuzz-'));
  try {
    const script = join(folder, `${name}.mjs`);
    await bundleFuzzThread(name, script);
    return await new Campaign(script, options).run();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Campaign {
  readonly #script: string;
  readonly #seed: number;
  readonly #corpus: Uint8Array[];
  readonly #finds = new Map<string, Find>();
  #ticksLeft: number;
  #ticks = 0;
  #executions = 0;
  #threads = 0;
  #end: Extract<News, { kind: 'end' }> | undefined;

  constructor(
    script: string,
    { minutes, seed, corpus }: { minutes: number; seed: number; corpus: readonly Uint8Array[] },
  ) {
    this.#script = script;
    this.#seed = seed;
    this.#corpus = [...corpus];
    this.#ticksLeft = Math.ceil((minutes * 60 * 1000) / TICK_MS);
  }

  async run(): Promise<Outcome> {
    while (!this.#end && this.#threads < MOST_THREADS) await this.#runThread();
    return {
      executions: this.#executions,
      seconds: (this.#ticks * TICK_MS) / 1000,
      covered: this.#end?.covered ?? 0,
      corpus: this.#end?.corpus ?? this.#corpus,
      finds: [...this.#finds.values()],
    };
  }

  async #runThread(): Promise<void> {
    const buffer = Shared.create(MOST_BYTES);
    const shared = new Shared(buffer);
    const orders: Orders = { seed: this.#seed + this.#threads++, corpus: this.#corpus, shared: buffer };
    const worker = new Worker(this.#script, {
      workerData: orders,
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT },
    });
    worker.on('message', (news: News) => this.#hear(news));
    worker.on('error', (error) =>
      this.#keep({ key: `died ${error.message}`, text: String(error.stack), input: shared.input }),
    );
    const watch = this.#watch(worker, shared);
    await new Promise((resolve) => worker.on('exit', resolve));
    clearInterval(watch);
    if (shared.executions === 0) throw new Error(`${this.#script} does not start`);
    this.#executions += shared.executions;
  }

  /** Counts the time in ticks, which do not pass while the process is stopped, and ends a thread that hangs. */
  #watch(worker: Worker, shared: Shared): NodeJS.Timeout {
    let [executions, cpu, still] = [-1, process.cpuUsage(), 0];
    return setInterval(() => {
      this.#ticks++;
      if (--this.#ticksLeft <= 0) shared.end();
      if (shared.executions !== executions || !shared.isReading) {
        [executions, cpu, still] = [shared.executions, process.cpuUsage(), 0];
        return;
      }
      const { user, system } = process.cpuUsage(cpu);
      const isBusy = (user + system) / 1000 > MOST_CPU_MS;
      if (!isBusy && ++still < MOST_TICKS) return;
      const text = `it took ${isBusy ? `more than ${MOST_CPU_MS} ms` : 'no processor and did not answer'}`;
      this.#keep({ key: `hang ${this.#threads}`, text, input: shared.input });
      void worker.terminate();
    }, TICK_MS);
  }

  #hear(news: News): void {
    if (news.kind === 'gain') this.#corpus.push(news.input);
    else if (news.kind === 'find') this.#keep(news);
    else this.#end = news;
  }

  #keep({ key, text, input }: Find): void {
    if (this.#finds.has(key)) return;
    this.#finds.set(key, { key, text, input });
    console.error(`find: ${text.split('\n').slice(0, 6).join('\n')}`);
  }
}
