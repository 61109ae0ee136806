import type { Logger } from 'pino';
import type { Config } from './config';
import { BodyBudget } from './http/body-budget';
import { Batcher } from './inference/batcher';
import { ModelHost } from './inference/model-host';
import { Lifecycle } from './lifecycle';
import { Metrics } from './metrics/metrics';
import { ModelRegistry } from './models/model-registry';
import { PictureReader } from './pictures/picture-reader';

/** What requests are answered with. */
export interface Service {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly lifecycle: Lifecycle;
  readonly budget: BodyBudget;
  readonly pictures: PictureReader;
  readonly batcher: Batcher;
  readonly registry: ModelRegistry;
  /** Ends all threads. */
  close(): Promise<void>;
}

/** Starts the threads; the registry is empty yet. */
export function createService(config: Config, log: Logger): Service {
  const metrics = new Metrics();
  const limitMs = config.REQUEST_TIMEOUT_MS;
  const host = new ModelHost(config.INFERENCE_THREADS, config.BATCH_SIZE);
  const batcher = new Batcher(
    host,
    {
      batchSize: config.BATCH_SIZE,
      delayMs: config.BATCH_DELAY_MS,
      queueSize: config.QUEUE_SIZE,
      limitMs,
    },
    metrics,
  );
  const pictures = new PictureReader(
    {
      threads: config.PICTURE_THREADS,
      queueSize: config.PICTURE_QUEUE_SIZE,
      pixelLimit: config.MAX_PIXELS,
      limitMs,
    },
    metrics,
  );
  metrics.watchQueues(
    () => batcher.length,
    () => pictures.length,
  );
  return {
    config,
    log,
    metrics,
    lifecycle: new Lifecycle(),
    budget: new BodyBudget(config.MAX_BUFFERED_BYTES),
    pictures,
    batcher,
    registry: new ModelRegistry(host, batcher, config.MODEL),
    async close() {
      await Promise.all([host.close(), pictures.close()]);
    },
  };
}
