import type { Optimizer } from '../optimizers/optimizer';
import type { TrainingStep } from './training-step';

/** Whoever carries out the stages of training steps. */
export interface Engine {
  /** How many threads do the work. */
  readonly threads: number;
  /**
   * Carries out steps `from` up to, not including, `until` of an epoch, both from 0. It may return early so that the
   * caller can look up, and returns early after a step that failed.
   * @param isRecorded whether a step's penalty is wanted
   * @returns the step to go on with
   */
  run(epoch: number, from: number, until: number, isRecorded: (step: number) => boolean): Promise<number>;
}

/** How long the event loop may wait for the training, in milliseconds. */
const SLICE_MS = 50;

/** Does every unit of every stage itself, one after the other, and lets the event loop breathe in between. */
export class InPlaceEngine implements Engine {
  readonly threads = 1;

  constructor(
    private readonly trainingStep: TrainingStep,
    private readonly optimizer: Optimizer,
  ) {}

  async run(
    epoch: number,
    from: number,
    until: number,
    isRecorded: (step: number) => boolean,
  ): Promise<number> {
    const deadline = performance.now() + SLICE_MS;
    let step = from;
    while (step < until && performance.now() < deadline) {
      for (const stage of this.trainingStep.begin(epoch, step, isRecorded(step))) {
        for (let unit = 0; unit < stage.units; unit++) stage.run(unit);
      }
      this.optimizer.iterations++;
      step++;
      if (this.trainingStep.failure()) return step;
    }
    await nextTask();
    return step;
  }
}

/** Lets the event loop do what else it has to do. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
