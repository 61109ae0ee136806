import type { EpochRecord, RunningTraining, TrainingPosition } from '@fmnist/core';
import { Curve } from './curve';
import { Speed } from './speed';
import type { Measures, Standing } from './standing';

/** How far it must be before it says how long it will take, in milliseconds. */
const PATIENCE_MS = 500;

/** Follows a training by looking at it now and then, and sums up what was seen. */
export class Watch {
  readonly #training: RunningTraining;
  readonly #speed = new Speed();
  readonly #curves = {
    training: { loss: new Curve(), accuracy: new Curve() },
    validation: { loss: new Curve(), accuracy: new Curve() },
  };
  readonly #beganMs: number;
  /** How much was done when the watch began, from 0 to 1. */
  readonly #beganAt: number;
  #last: TrainingPosition;
  #epochsSeen = 0;
  #isOver = false;

  /** @param nowMs a clock's time, in milliseconds */
  constructor(training: RunningTraining, nowMs: number) {
    this.#training = training;
    this.#beganMs = nowMs;
    this.#last = training.position();
    this.#beganAt = this.#shareDone(this.#last);
    for (const { epoch, step, dataLoss, accuracy } of training.history.steps) {
      this.#addTraining(epoch - 1, step, { loss: dataLoss, accuracy }, 1);
    }
    this.#speed.note(nowMs, this.#images(this.#last), false);
  }

  /** From here on nothing more happens. */
  end(): void {
    this.#isOver = true;
  }

  /** Looks where the training is. @param nowMs the clock's time, in milliseconds */
  look(nowMs: number): Standing {
    const { epochs, stepsPerEpoch, history } = this.#training;
    const position = this.#training.position();
    this.#speed.note(nowMs, this.#images(position), this.#last.step < stepsPerEpoch);
    this.#noteEpochs();
    this.#noteSteps(position);
    const lastEpoch = history.epochs.at(-1);
    const elapsedMs = nowMs - this.#beganMs;
    return {
      epochs,
      stepsPerEpoch,
      epoch: position.epoch,
      step: position.step,
      imagesPerSecond: this.#isOver ? this.#speed.overall : this.#speed.now,
      secondsLeft: this.#secondsLeft(position, elapsedMs),
      seconds: elapsedMs / 1000,
      isOver: this.#isOver,
      training: position.step > 0 ? measuresOf(position) : lastEpoch && measuresOf(lastEpoch),
      validation: lastEpoch?.validation,
      best: bestOf(history.epochs),
      curves: this.#curves,
    };
  }

  /** The steps since the last look, taken together: from the means up to then and up to now. */
  #noteSteps(position: TrainingPosition): void {
    const last = this.#last.epoch === position.epoch && this.#last.step > 0 ? this.#last : undefined;
    const steps = position.step - (last?.step ?? 0);
    this.#last = position;
    if (steps <= 0) return;
    const since = (now: number, before: number | undefined) =>
      (now * position.step - (before ?? 0) * (last?.step ?? 0)) / steps;
    const loss = since(position.dataLoss, last?.dataLoss);
    const accuracy = since(position.accuracy, last?.accuracy);
    this.#addTraining(position.epoch, position.step - 1, { loss, accuracy }, steps);
  }

  #noteEpochs(): void {
    const { epochs } = this.#training.history;
    for (; this.#epochsSeen < epochs.length; this.#epochsSeen++) {
      const { epoch, dataLoss, accuracy, validation } = epochs[this.#epochsSeen];
      if (epoch > this.#last.epoch) {
        this.#noteSteps({ epoch: epoch - 1, step: this.#training.stepsPerEpoch, dataLoss, accuracy });
      }
      if (!validation) continue;
      const at = epoch / this.#training.epochs;
      this.#curves.validation.loss.add(at, validation.loss);
      this.#curves.validation.accuracy.add(at, validation.accuracy);
    }
  }

  #addTraining(epoch: number, step: number, { loss, accuracy }: Measures, steps: number): void {
    const at = this.#shareDone({ epoch, step });
    this.#curves.training.loss.add(at, loss, steps);
    this.#curves.training.accuracy.add(at, accuracy, steps);
  }

  #shareDone({ epoch, step }: Pick<TrainingPosition, 'epoch' | 'step'>): number {
    const { epochs, stepsPerEpoch } = this.#training;
    return (epoch + step / stepsPerEpoch) / epochs;
  }

  #images({ epoch, step }: TrainingPosition): number {
    const { samples, batchSize } = this.#training;
    return epoch * samples + Math.min(step * batchSize, samples);
  }

  #secondsLeft(position: TrainingPosition, elapsedMs: number): number | undefined {
    const share = this.#shareDone(position);
    const done = share - this.#beganAt;
    if (elapsedMs < PATIENCE_MS || done <= 0) return undefined;
    return ((elapsedMs / 1000) * (1 - share)) / done;
  }
}

function measuresOf({ dataLoss, accuracy }: TrainingPosition | EpochRecord): Measures {
  return { loss: dataLoss, accuracy };
}

function bestOf(epochs: readonly EpochRecord[]): Standing['best'] {
  let best: Standing['best'];
  for (const { epoch, validation } of epochs) {
    if (validation && !(best && best.accuracy >= validation.accuracy)) {
      best = { accuracy: validation.accuracy, epoch };
    }
  }
  return best;
}
