import type { Job } from './job';
import { memoryJob } from './memory';
import { predictBatchJob } from './predict-batch';
import { predictOneJob } from './predict-one';
import { scalingJob } from './scaling';
import { sizeJob } from './size';
import { startupJob } from './startup';
import { trainJob } from './train';
import { trainCnnJob } from './train-cnn';

/** Every job, in the order they are done. */
export const jobs: readonly Job[] = [
  trainJob,
  trainCnnJob,
  predictBatchJob,
  predictOneJob,
  memoryJob,
  startupJob,
  sizeJob,
  scalingJob,
];
