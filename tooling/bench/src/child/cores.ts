/** The entry that tells what one core does alone, and two at once, as a line of JSON. It is its own worker too. */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { measureCeilingGflops } from '../ceiling';

/** Resolves with a thread's answer, a number. */
function measureIn(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('message', (gflops: unknown) => resolve(Number(gflops)));
    worker.once('error', reject);
    worker.postMessage('measure');
  });
}

if (isMainThread) {
  const workers = [0, 1].map(() => new Worker(new URL(import.meta.url)));
  const alone = await measureIn(workers[0]);
  const [first, second] = await Promise.all(workers.map(measureIn));
  process.stdout.write(`${JSON.stringify({ alone, together: first + second })}\n`, () => process.exit());
} else {
  parentPort?.on('message', async () => parentPort?.postMessage(await measureCeilingGflops()));
}
