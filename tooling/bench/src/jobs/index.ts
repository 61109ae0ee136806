import { commandsJob } from './commands';
import type { Job } from './job';
import { memoryJob } from './memory';
import { predictBatchJob } from './predict-batch';
import { predictFilesJob } from './predict-files';
import { predictOneJob } from './predict-one';
import { scalingJob } from './scaling';
import { serveJob } from './serve';
import { siteJob } from './site';
import { sizeJob } from './size';
import { startupJob } from './startup';
import { trainJob } from './train';
import { trainCnnJob } from './train-cnn';
import { trainPageJob } from './train-page';

/** Every job, in the order they are done. */
export const jobs: readonly Job[] = [
  trainJob,
  trainCnnJob,
  trainPageJob,
  predictBatchJob,
  predictOneJob,
  predictFilesJob,
  serveJob,
  memoryJob,
  startupJob,
  commandsJob,
  sizeJob,
  siteJob,
  scalingJob,
];
