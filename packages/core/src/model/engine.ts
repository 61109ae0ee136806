import type { Optimizer } from '../optimizers/optimizer';
import type { EvaluationPass } from './evaluation-pass';
import type { Evaluation } from './history';
import type { Stage } from './stage';
import type { TrainingStep } from './training-step';

/** Whoever carries out the stages of a training. */
export interface Engine {
  /** How many threads do the work. */
  readonly threads: number;
  /**
   * Carries out steps `from` up to, not including, `until` of an epoch, all from 0. Ends early after a step that failed
   * and after {@link stop}.
   * @param onProgress hears now and then which step comes next
   * @returns the step to go on with
   */
  run(epoch: number, from: number, until: number, onProgress: (next: number) => void): Promise<number>;
  /** Measures the network on the validation data. */
  evaluate(): Promise<Evaluation>;
  /** Makes {@link run}, where it is under way, end after the step it is at. */
  stop(): void;
  /** Gives back all that was taken. */
  close(): Promise<void>;
}

/** How long the event loop may wait for the training, in milliseconds. */
const SLICE_MS = 30;

/** Does every unit of every stage itself, one after the other, and lets the event loop breathe in between. */
export class InPlaceEngine implements Engine {
  readonly threads = 1;
  readonly #step: TrainingStep;
  readonly #optimizer: Optimizer;
  readonly #validation: EvaluationPass | undefined;
  #stopped = false;
  /** When the event loop has its turn: kept from epoch to epoch, as there may be thousands of them in a slice. */
  #deadline = performance.now() + SLICE_MS;

  constructor(step: TrainingStep, optimizer: Optimizer, validation: EvaluationPass | undefined) {
    this.#step = step;
    this.#optimizer = optimizer;
    this.#validation = validation;
  }

  async run(epoch: number, from: number, until: number, onProgress: (next: number) => void): Promise<number> {
    this.#stopped = false;
    let next = from;
    while (next < until && !this.#stopped) {
      this.#step.begin(epoch, next);
      for (const stage of this.#step.stages) {
        for (let unit = 0; unit < stage.units; unit++) stage.run(unit);
      }
      this.#optimizer.iterations++;
      next++;
      if (this.#step.hasFailed(next - 1)) break;
      if (performance.now() > this.#deadline) {
        onProgress(next);
        await nextTask();
        this.#deadline = performance.now() + SLICE_MS;
      }
    }
    return next;
  }

  async evaluate(): Promise<Evaluation> {
    if (!this.#validation) throw new Error('There is no validation data');
    await runInSlices(this.#validation);
    return this.#validation.result;
  }

  stop(): void {
    this.#stopped = true;
  }

  async close(): Promise<void> {}
}

/** Does all units of a stage, and lets the event loop breathe in between. */
export async function runInSlices(stage: Stage): Promise<void> {
  let deadline = performance.now() + SLICE_MS;
  for (let unit = 0; unit < stage.units; unit++) {
    stage.run(unit);
    if (performance.now() > deadline) {
      await nextTask();
      deadline = performance.now() + SLICE_MS;
    }
  }
}

/** Lets the event loop do what else it has to do. Unlike a timer this does not wait where there is nothing. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
