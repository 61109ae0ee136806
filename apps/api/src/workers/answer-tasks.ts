import { parentPort } from 'node:worker_threads';
import { UserError } from '@fmnist/core';
import type { Answer, Question } from './question';

/**
 * Answers, in a worker thread, the tasks that a `TaskWorker` sends. What a task throws goes back to its sender: a
 * UserError as one, anything else as an Error.
 */
export function answerTasks<Task, Result>(handle: (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (!port) throw new Error('This module is for worker threads');
  port.on('message', async ({ id, task }: Question<Task>) => {
    const answer = await answerTo(task);
    port.postMessage({ ...answer, id });
  });

  async function answerTo(task: Task): Promise<Answer<Result>> {
    try {
      return { result: await handle(task) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { failure: { message, isUserError: error instanceof UserError } };
    }
  }
}
