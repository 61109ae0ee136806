import type { Cancellation } from '../http/cancellation';
import { overloaded, tooSlow } from '../http/http-error';
import type { ServedModel } from '../models/served-model';
import type { TaskWorker } from '../workers/task-worker';
import type { InferenceResult, InferenceTask, Pixels, Shown } from './inference-task';
import type { ModelHost } from './model-host';
import { unpackShown } from './packed-shown';
import { PIXELS } from './pixels-per-picture';

/** How requests are put together. */
export interface BatchOptions {
  /** How many pictures at most go to a model at once. */
  readonly batchSize: number;
  /** How long a picture waits at most for others while a thread is free. */
  readonly delayMs: number;
  /** How many pictures may wait. */
  readonly queueSize: number;
  /** How long a batch may take before its thread is stopped. */
  readonly limitMs: number;
}

/** Hears what is measured. */
export interface BatchObserver {
  queued(seconds: number): void;
  inferred(seconds: number, batchSize: number): void;
}

/** What of a model it takes to ask it. */
type AskedModel = Pick<ServedModel, 'key' | 'labels'>;

/** Pictures that were asked about together, and what they show as far as it is known. */
interface Asked {
  readonly model: AskedModel;
  readonly since: number;
  readonly cancellation: Cancellation;
  readonly isExplained: boolean;
  readonly shown: Shown[];
  /** How many are not answered yet. */
  left: number;
  readonly resolve: (shown: Shown[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Waiting {
  readonly asked: Asked;
  /** Which of the pictures it is. */
  readonly index: number;
  readonly pixels: Pixels;
}

/**
 * Puts pictures that wait for the same model into batches, and batches onto threads that are free. While all threads are
 * free a picture goes at once; while some are busy it may wait a little for others to come; while all are, it waits, and
 * shares a batch with what came meanwhile. How pictures are put together changes no bit of what comes out.
 */
export class Batcher {
  readonly #host: ModelHost;
  readonly #options: BatchOptions;
  readonly #observer: BatchObserver;
  #queue: Waiting[] = [];
  readonly #unanswered = new Map<string, number>();
  readonly #drained = new Map<string, () => void>();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #secondsAPicture = 0.001;

  constructor(host: ModelHost, options: BatchOptions, observer: BatchObserver) {
    this.#host = host;
    this.#options = options;
    this.#observer = observer;
    host.pool.onIdle = () => this.#dispatchSoon();
  }

  /** How many pictures wait. */
  get length(): number {
    return this.#queue.length;
  }

  /**
   * What each picture shows; there is one at least.
   * @param model one that the host has loaded
   * @param isExplained whether to tell what the answers hang on, too
   * @throws HttpError 503 where more pictures would wait than may, and the reason when it is cancelled.
   */
  async classify(
    model: AskedModel,
    pictures: readonly Pixels[],
    cancellation: Cancellation,
    isExplained = false,
  ): Promise<Shown[]> {
    cancellation.throwIfCancelled();
    if (this.#queue.length + pictures.length > this.#options.queueSize) this.#removeCancelled();
    if (this.#queue.length + pictures.length > this.#options.queueSize) {
      throw overloaded('Too many pictures are waiting', this.#secondsToWait());
    }
    const { key } = model;
    this.#unanswered.set(key, (this.#unanswered.get(key) ?? 0) + 1);
    try {
      return await new Promise<Shown[]>((resolve, reject) => {
        const [since, left] = [performance.now(), pictures.length];
        const asked: Asked = { model, since, cancellation, isExplained, shown: [], left, resolve, reject };
        pictures.forEach((pixels, index) => {
          this.#queue.push({ asked, index, pixels });
        });
        cancellation.onCancel(reject);
        this.#dispatchSoon();
      });
    } finally {
      this.#countDown(key);
    }
  }

  /** Resolves when nobody waits for a model's answers. */
  async drained(key: string): Promise<void> {
    if (this.#unanswered.has(key)) await new Promise<void>((resolve) => this.#drained.set(key, resolve));
  }

  #countDown(key: string): void {
    const left = (this.#unanswered.get(key) ?? 1) - 1;
    if (left > 0) {
      this.#unanswered.set(key, left);
      return;
    }
    this.#unanswered.delete(key);
    this.#drained.get(key)?.();
    this.#drained.delete(key);
  }

  /**
   * Dispatches when the event loop has read what has come already, so that requests that come together go together: waking
   * a thread costs more than asking a small model.
   */
  #dispatchSoon(): void {
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (
      let worker = this.#host.pool.idle();
      worker && this.#queue.length > 0;
      worker = this.#host.pool.idle()
    ) {
      const waitMs = this.#waitMs();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#dispatch(), waitMs);
        return;
      }
      const batch = this.#take();
      if (batch.length > 0) this.#run(worker, batch);
    }
  }

  /** How much longer the first picture waits for others to come. */
  #waitMs(): number {
    const { batchSize, delayMs } = this.#options;
    if (this.#host.pool.busy === 0 || this.#queue.length >= batchSize) return 0;
    return delayMs - (performance.now() - this.#queue[0].asked.since);
  }

  /** Takes what comes first out of the queue, and what else is for the same model. */
  #take(): Waiting[] {
    this.#removeCancelled();
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const waiting of this.#queue) {
      const fits =
        batch.length < this.#options.batchSize &&
        (batch[0] ?? waiting).asked.model.key === waiting.asked.model.key;
      (fits ? batch : rest).push(waiting);
    }
    this.#queue = rest;
    return batch;
  }

  #removeCancelled(): void {
    if (this.#queue.some(({ asked }) => asked.cancellation.isCancelled)) {
      this.#queue = this.#queue.filter(({ asked }) => !asked.cancellation.isCancelled);
    }
  }

  async #run(worker: TaskWorker<InferenceTask, InferenceResult>, batch: readonly Waiting[]): Promise<void> {
    const start = performance.now();
    for (const { asked } of batch) this.#observer.queued((start - asked.since) / 1000);
    const { limitMs } = this.#options;
    const { key, labels } = batch[0].asked.model;
    try {
      const pixels = join(batch.map((waiting) => waiting.pixels));
      const explained = batch.flatMap(({ asked }, row) => (asked.isExplained ? [row] : []));
      const task: InferenceTask = { type: 'classify', key, pixels, explained };
      const result = await this.#host.pool.runWithin(worker, task, limitMs, () => tooSlow(limitMs), [
        pixels.buffer,
      ]);
      if (result.type !== 'classified') throw new Error(`Pictures were asked, but ${result.type} came back`);
      this.#observer.inferred(result.seconds, batch.length);
      const secondsAPicture = (performance.now() - start) / 1000 / batch.length;
      this.#secondsAPicture += 0.1 * (secondsAPicture - this.#secondsAPicture);
      const shown = unpackShown(result.shown, labels);
      batch.forEach(({ asked, index }, row) => {
        asked.shown[index] = shown[row];
        if (--asked.left === 0) asked.resolve(asked.shown);
      });
    } catch (error) {
      for (const { asked } of batch) asked.reject(error);
    }
  }

  #secondsToWait(): number {
    return Math.max(
      1,
      Math.ceil((this.#queue.length * this.#secondsAPicture) / this.#host.pool.workers.length),
    );
  }
}

function join(pictures: readonly Pixels[]): Pixels {
  const length = pictures.length * PIXELS;
  const areBytes = pictures.every((pixels) => pixels instanceof Uint8Array);
  const joined = areBytes ? new Uint8Array(length) : new Float32Array(length);
  pictures.forEach((pixels, index) => {
    joined.set(pixels, index * PIXELS);
  });
  return joined;
}
