import type { TaskWorker } from '../workers/task-worker';
import { WorkerPool } from '../workers/worker-pool';
import type { InferenceResult, InferenceTask, ModelFacts } from './inference-task';

type InferenceWorker = TaskWorker<InferenceTask, InferenceResult>;

/** The threads that ask models, each of which holds all of them. */
export class ModelHost {
  readonly pool: WorkerPool<InferenceTask, InferenceResult>;
  readonly #models = new Map<string, Uint8Array>();
  readonly #batchSize: number;

  /** @param batchSize how many pictures at most a model is asked at once */
  constructor(threads: number, batchSize: number) {
    this.#batchSize = batchSize;
    this.pool = new WorkerPool(new URL('./inference-worker.js', import.meta.url), threads, (worker) => {
      for (const [key, bytes] of this.#models) this.#load(worker, key, bytes).catch(() => {});
    });
  }

  /**
   * Loads a model into each thread, and tries it there: into one first, so that a broken one harms none of the others.
   * @param key what the model is called from now on, which no other was
   * @throws UserError where the file is broken, or its model is not for pictures of 28×28 pixels.
   */
  async load(key: string, bytes: Uint8Array): Promise<ModelFacts> {
    const [first, ...others] = this.pool.workers;
    if (!first) throw new Error('There is no thread to load a model into');
    const facts = await this.#load(first, key, bytes);
    // Threads that start from now on load it by themselves.
    this.#models.set(key, bytes);
    // The other half goes on answering.
    const half = Math.ceil(others.length / 2);
    for (const group of [others.slice(0, half), others.slice(half)]) {
      await Promise.all(group.map((worker) => this.#load(worker, key, bytes).catch(unlessEnded(worker))));
    }
    return facts;
  }

  /** Lets a model go that nobody is going to ask any more. */
  async unload(key: string): Promise<void> {
    this.#models.delete(key);
    await Promise.all(
      this.pool.workers.map((worker) => worker.run({ type: 'unload', key }).catch(unlessEnded(worker))),
    );
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  async #load(worker: InferenceWorker, key: string, bytes: Uint8Array): Promise<ModelFacts> {
    const result = await worker.run({ type: 'load', key, bytes, batchSize: this.#batchSize });
    if (result.type !== 'loaded') throw new Error(`A model was loaded, but ${result.type} came back`);
    return result.facts;
  }
}

/** Passes over what was to be done by a thread that has ended: the one that replaces it knows all models. */
function unlessEnded(worker: InferenceWorker): (error: unknown) => void {
  return (error) => {
    if (!worker.hasEnded) throw error;
  };
}
