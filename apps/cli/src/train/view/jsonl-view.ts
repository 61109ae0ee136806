import type { Callbacks } from '@fmnist/core';
import type { Report } from '../report';
import type { TrainFlags } from '../train-flags';
import type { TrainingEvent } from './training-event';
import type { TrainingView } from './training-view';

/** Events for programs on stdout, one JSON object a line; lines for people on stderr. */
export class JsonLinesView implements TrainingView {
  readonly #flags: TrainFlags;

  constructor(flags: TrainFlags) {
    this.#flags = flags;
  }

  say(line: string): void {
    console.error(line);
  }

  follow(folder: string): Callbacks {
    const { preset, seed } = this.#flags;
    return {
      trainBegin: ({ epochs, stepsPerEpoch, batchSize, samples, threads, position }) => {
        const { epoch: epochsDone, step: stepsDone } = position();
        const size = { epochs, epochsDone, stepsDone, stepsPerEpoch, batchSize, samples, threads };
        write({ type: 'begin', preset, folder, seed, ...size });
      },
      stepRecorded: (record) => write({ type: 'step', ...record }),
      epochEnd: (record) => write({ type: 'epoch', ...record }),
    };
  }

  close(): void {}

  ended(report: Report): void {
    write({ type: 'end', outcome: 'trained', ...report });
  }

  interrupted(checkpoint: string | undefined): void {
    write({ type: 'end', outcome: 'interrupted', checkpoint });
  }
}

function write(event: TrainingEvent): void {
  console.log(JSON.stringify(event));
}
