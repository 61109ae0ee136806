import { UserError } from '@fmnist/core';
import { pino } from 'pino';
import { createApp } from './app';
import { readConfig } from './config';
import { loadModels } from './models/load-models';
import { startServer } from './server';
import { createService } from './service';

/** How much of the log is written at once, and how long a line waits for others at most. */
const [LOG_BYTES, LOG_FLUSH_MS] = [4096, 100];

try {
  await main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`api: ${error.message}`);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Lines are written off the event loop, many at a time, and what is left of them in the end.
  const stdout = pino.destination({ sync: false, minLength: LOG_BYTES, periodicFlush: LOG_FLUSH_MS });
  process.on('exit', () => stdout.flushSync());
  const log = pino({ level: config.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stdout);
  const service = createService(config, log);
  const { lifecycle } = service;
  const folder = await loadModels(service);
  const server = await startServer(createApp(service).fetch, service);
  folder?.watch(config.MODELS_POLL_MS);
  lifecycle.work();
  log.info({ url: server.url, model: config.MODEL }, 'listening');

  const stop = async (signal: NodeJS.Signals) => {
    if (lifecycle.isEnding) return;
    lifecycle.leave();
    log.info({ signal }, 'draining');
    setTimeout(() => {
      log.error('draining took too long: some requests were cut off');
      process.exit(1);
    }, config.DRAIN_DELAY_MS + config.DRAIN_TIMEOUT_MS).unref();
    await new Promise((resolve) => setTimeout(resolve, config.DRAIN_DELAY_MS));
    lifecycle.drain();
    await server.drain();
    folder?.close();
    await service.close();
    log.info('drained');
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
