/** A worker thread of the platform's kind, at work on `worker.ts`. */
export interface WorkerThread {
  post(message: unknown): void;
  /** Ends it at once, whatever it is doing. */
  terminate(): Promise<void>;
}

/** Who hears of a worker. */
export interface WorkerListener {
  message(message: unknown): void;
  /** It could not start, or has ended otherwise than by {@link WorkerThread.terminate}. */
  died(reason: string): void;
}

/** Starts a worker. What fails is reported to the listener, not thrown. */
export function startWorker(listener: WorkerListener): WorkerThread {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  return node ? startNodeWorker(node, listener) : startWebWorker(listener);
}

function startNodeWorker(
  { Worker }: typeof import('node:worker_threads'),
  listener: WorkerListener,
): WorkerThread {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
  let ended = false;
  worker.on('message', (message) => listener.message(message));
  worker.on('error', (error) => listener.died(error.message));
  worker.on('exit', (code) => {
    if (!ended) listener.died(`it ended with exit code ${code}`);
  });
  return {
    post: (message) => worker.postMessage(message),
    terminate: async () => {
      ended = true;
      await worker.terminate();
    },
  };
}

function startWebWorker(listener: WorkerListener): WorkerThread {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => listener.message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    listener.died(event.message || 'its script could not be loaded');
  };
  return {
    post: (message) => worker.postMessage(message),
    terminate: async () => worker.terminate(),
  };
}
