/** What a worker of a team runs, in Node and in browsers: it gets a job, then orders, and reports when each is done. */
import type { Order, Report, TrainingJob } from './job';
import { TrainingWorker } from './training-worker';

interface Port {
  post(report: Report): void;
  listen(receive: (message: TrainingJob | Order) => void): void;
}

const port = openPort();
let worker: TrainingWorker | undefined;

port.listen((message) => {
  try {
    if ('kind' in message) worker?.carryOut(message);
    else worker = new TrainingWorker(message);
    port.post({ kind: 'kind' in message ? 'done' : 'ready' });
  } catch (error) {
    port.post({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});

function openPort(): Port {
  const parentPort = globalThis.process?.getBuiltinModule?.('node:worker_threads').parentPort;
  if (parentPort) {
    return {
      post: (report) => parentPort.postMessage(report),
      listen: (receive) => void parentPort.on('message', receive),
    };
  }
  return {
    post: (report) => globalThis.postMessage(report),
    listen: (receive) => {
      globalThis.addEventListener('message', ({ data }) => receive(data));
    },
  };
}
