import { Worker } from 'node:worker_threads';
import { UserError } from '@fmnist/core';
import type { Answer, Question } from './question';

interface Pending<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread that does tasks in the order they are given. */
export class TaskWorker<Task, Result> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending<Result>>();
  #lastId = 0;
  #ended = false;

  /**
   * @param url the module the thread runs; it calls `answerTasks`
   * @param onIdle hears that no task is left
   * @param onEnd hears that the thread has ended; tasks that were under way are rejected
   */
  constructor(url: URL, onIdle: () => void, onEnd: () => void) {
    this.#worker = new Worker(url);
    this.#worker.on('message', ({ id, ...answer }: Answer<Result> & { id: number }) => {
      const pending = this.#pending.get(id);
      if (!pending) return;
      this.#pending.delete(id);
      if ('result' in answer) {
        pending.resolve(answer.result);
      } else {
        const { message, isUserError } = answer.failure;
        pending.reject(isUserError ? new UserError(message) : new Error(message));
      }
      if (!this.isBusy) onIdle();
    });
    let reason: unknown = new Error('A worker thread ended');
    this.#worker.on('error', (error) => {
      reason = error;
    });
    this.#worker.on('exit', () => {
      this.#ended = true;
      this.#rejectAll(reason);
      onEnd();
    });
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** @param transfer what the thread gets instead of a copy */
  run(task: Task, transfer: readonly ArrayBuffer[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new Error('The worker thread has ended'));
        return;
      }
      const question: Question<Task> = { id: ++this.#lastId, task };
      this.#pending.set(question.id, { resolve, reject });
      this.#worker.postMessage(question, transfer);
    });
  }

  /** Stops the thread, whatever it does; tasks under way are rejected with the reason. */
  async stop(reason: unknown): Promise<void> {
    this.#ended = true;
    this.#rejectAll(reason);
    await this.#worker.terminate();
  }

  #rejectAll(reason: unknown): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of all) reject(reason);
  }
}
