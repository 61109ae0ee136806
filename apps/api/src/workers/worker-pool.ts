import { TaskWorker } from './task-worker';

/** How long to wait before a thread that ended is replaced, so that one that cannot start does not fill the machine. */
const RESTART_MS = 100;

/** A number of threads, each of which does one task at a time; those that end are replaced. */
export class WorkerPool<Task, Result> {
  readonly #url: URL;
  readonly #prepare: (worker: TaskWorker<Task, Result>) => void;
  readonly #workers = new Set<TaskWorker<Task, Result>>();
  #onIdle: () => void = () => {};
  #closed = false;

  /** @param prepare gives each new thread the tasks that come first */
  constructor(url: URL, size: number, prepare: (worker: TaskWorker<Task, Result>) => void = () => {}) {
    this.#url = url;
    this.#prepare = prepare;
    for (let count = 0; count < size; count++) this.#start();
  }

  /** Calls whenever a thread has nothing to do any more. */
  set onIdle(listener: () => void) {
    this.#onIdle = listener;
  }

  /** The threads that can be given tasks. */
  get workers(): readonly TaskWorker<Task, Result>[] {
    return [...this.#workers].filter(({ hasEnded }) => !hasEnded);
  }

  /** A thread that has nothing to do. */
  idle(): TaskWorker<Task, Result> | undefined {
    for (const worker of this.#workers) if (!worker.isBusy && !worker.hasEnded) return worker;
    return undefined;
  }

  /** How many threads have something to do. */
  get busy(): number {
    let count = 0;
    for (const worker of this.#workers) if (worker.isBusy) count++;
    return count;
  }

  /** Does a task on a thread, and stops it and starts another when the task takes too long. */
  async runWithin(
    worker: TaskWorker<Task, Result>,
    task: Task,
    limitMs: number,
    late: () => Error,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Result> {
    const timer = setTimeout(() => worker.stop(late()), limitMs);
    try {
      return await worker.run(task, transfer);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.workers.map((worker) => worker.stop(new Error('The service is shutting down'))));
  }

  #start(): void {
    const worker = new TaskWorker<Task, Result>(
      this.#url,
      () => this.#onIdle(),
      () => {
        this.#workers.delete(worker);
        if (!this.#closed) setTimeout(() => this.#closed || this.#start(), RESTART_MS).unref();
      },
    );
    this.#workers.add(worker);
    this.#prepare(worker);
    this.#onIdle();
  }
}
