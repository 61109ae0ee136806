import { UserError } from '../errors';
import { RandomStream } from '../random/random-stream';
import type { CallbackList } from './callback-list';
import type { RunningTraining } from './callbacks';
import type { Engine } from './engine';
import type { EpochRecord, StepRecord } from './history';
import type { TrainingProgress } from './progress';
import { Recorder } from './recorder';
import type { Sequential } from './sequential';
import { hideAverages, showAverages } from './shown-averages';
import type { TrainingSettings } from './train-options';
import type { TrainingStep, TrainingTask } from './training-step';

/** What goes through the epochs of a training. */
export interface TrainingRunParts {
  readonly model: Sequential;
  readonly task: TrainingTask;
  readonly settings: TrainingSettings;
  readonly callbacks: CallbackList;
  readonly step: TrainingStep;
  readonly engine: Engine;
  /** Whether to measure the model after each epoch. */
  readonly validates: boolean;
  readonly signal: AbortSignal | undefined;
  readonly resume: TrainingProgress | undefined;
  /** The model and where its training is, as a file. */
  checkpoint(progress: TrainingProgress): Uint8Array<ArrayBuffer>;
}

/** The way of a training through its epochs and steps: who does them is the engine, who hears of them the callbacks. */
export class TrainingRun {
  readonly history: {
    steps: StepRecord[];
    epochs: EpochRecord[];
    stopped: boolean;
    readonly threads: number;
  };
  readonly #parts: TrainingRunParts;
  readonly #recorder: Recorder;
  /** Epochs done, steps done of the next one, and how long those took. */
  #epoch = 0;
  #step = 0;
  #elapsedMs = 0;
  /** Steps of that epoch which are seen to be done while others are under way. */
  #seen = 0;
  #pauseAsked = false;
  #isOver = false;

  constructor(parts: TrainingRunParts) {
    const { task, settings, step, engine, resume } = parts;
    this.#parts = parts;
    this.#recorder = new Recorder(task, step);
    this.history = {
      steps: [...(resume?.history.steps ?? [])],
      epochs: [...(resume?.history.epochs ?? [])],
      stopped: resume ? resume.history.stopped && settings.epochs <= resume.epochs : false,
      threads: engine.threads,
    };
  }

  /** Goes through all epochs. @throws UserError where a number stops being finite; the signal's reason when it aborts. */
  async go(): Promise<void> {
    const { callbacks, settings, signal, resume } = this.#parts;
    if (resume) this.#takeUp(resume);
    signal?.throwIfAborted();
    try {
      await callbacks.trainBegin(this.#describe());
      while (this.#epoch < settings.epochs && !this.history.stopped) await this.#runEpoch();
    } finally {
      this.#isOver = true;
    }
    showAverages(this.#parts.task);
    await callbacks.trainEnd(this.history);
  }

  #takeUp(resume: TrainingProgress): void {
    const { step, callbacks } = this.#parts;
    this.#epoch = resume.epoch;
    this.#step = resume.step;
    this.#seen = resume.step;
    this.#elapsedMs = resume.elapsedMs;
    step.dataLosses.set(resume.dataLosses);
    step.accuracies.set(resume.accuracies);
    callbacks.restoreMemories(resume.memories);
  }

  #describe(): RunningTraining {
    const { model, settings, step, engine } = this.#parts;
    return {
      model,
      epochs: settings.epochs,
      stepsPerEpoch: step.stepsPerEpoch,
      batchSize: settings.batchSize,
      samples: settings.samples,
      threads: engine.threads,
      history: this.history,
      position: () => ({ epoch: this.#epoch, step: this.#seen, ...this.#recorder.meansOf(this.#seen) }),
      checkpoint: () => this.#parts.checkpoint(this.#progress()),
      pause: () => {
        if (this.#isOver) return;
        this.#pauseAsked = true;
        engine.stop();
      },
    };
  }

  async #runEpoch(): Promise<void> {
    const { callbacks, engine, step, validates } = this.#parts;
    const epoch = this.#epoch + 1;
    await callbacks.epochBegin(epoch);
    this.#heed();
    await this.#heedSignal();
    if (this.history.stopped) return;
    this.#order(epoch);
    await this.#runSteps(epoch);
    const steps = this.#step;
    if (steps === 0) return;
    const measured = this.#recorder.recordEpoch(epoch, steps, this.#elapsedMs);
    showAverages(this.#parts.task);
    const validation = validates ? await engine.evaluate() : undefined;
    await this.#heedSignal();
    const record = { ...measured, ...(validation && { validation }) };
    this.history.epochs.push(record);
    this.#epoch = epoch;
    this.#step = 0;
    this.#seen = 0;
    this.#elapsedMs = 0;
    step.dataLosses.fill(0);
    await callbacks.epochEnd(record);
    this.#heed();
    await callbacks.atRest('epoch');
  }

  async #runSteps(epoch: number): Promise<void> {
    const { task, callbacks, step, engine } = this.#parts;
    const { stepsPerEpoch } = step;
    hideAverages(task);
    const firstIteration = task.optimizer.iterations - this.#step;
    this.#seen = this.#step;
    const report = (until: number) => {
      while (this.#seen < until) {
        const index = this.#seen++;
        if (!step.isRecorded(index) || step.hasFailed(index)) continue;
        this.#report(this.#recorder.recordStep(epoch, index, firstIteration + index));
      }
    };
    while (this.#step < stepsPerEpoch && !this.history.stopped) {
      if (callbacks.wantsEveryStep) {
        callbacks.stepBegin(epoch, this.#step);
        this.#heed();
        if (this.history.stopped) return;
      }
      const isStopping = callbacks.wantsEveryStep || this.#pauseAsked;
      const until = isStopping ? this.#step + 1 : stepsPerEpoch;
      const begin = performance.now();
      this.#step = await engine.run(epoch - 1, this.#step, until, report);
      this.#elapsedMs += performance.now() - begin;
      report(this.#step);
      this.#checkNumbers(epoch, this.#step - 1);
      await this.#heedSignal();
      if (this.#pauseAsked) {
        this.#pauseAsked = false;
        showAverages(task);
        await callbacks.atRest('pause');
        hideAverages(task);
      }
    }
  }

  #report(record: StepRecord): void {
    const { callbacks, settings, step } = this.#parts;
    callbacks.stepEnd(record);
    this.#heed();
    const { recordEvery } = settings;
    const isLast = record.step === step.stepsPerEpoch - 1;
    if (!isLast && (recordEvery === 0 || record.step % recordEvery !== 0)) return;
    this.history.steps.push(record);
    callbacks.stepRecorded(record);
  }

  #checkNumbers(epoch: number, index: number): void {
    const { step } = this.#parts;
    if (!step.hasFailed(index)) return;
    throw new UserError(
      `Training stopped: ${step.explainFailure(index)} has a number that is not finite (NaN or infinity) at epoch ${epoch}, step ${index}. ` +
        'Try a smaller learning rate, and check the data',
    );
  }

  #heed(): void {
    this.history.stopped ||= this.#parts.callbacks.hasStopped;
  }

  async #heedSignal(): Promise<void> {
    const { signal, callbacks, task } = this.#parts;
    if (!signal?.aborted) return;
    showAverages(task);
    await callbacks.atRest('interrupt');
    signal.throwIfAborted();
  }

  #order(epoch: number): void {
    const { task, settings, step } = this.#parts;
    if (settings.shuffle) {
      task.kernels.permute(step.order, new RandomStream(settings.seed, 'shuffle', epoch).key);
    } else {
      for (let index = 0; index < step.order.length; index++) step.order[index] = index;
    }
  }

  #progress(): TrainingProgress {
    const { settings, step, callbacks } = this.#parts;
    const { steps, epochs, stopped } = this.history;
    return {
      ...settings,
      epoch: this.#epoch,
      step: this.#step,
      elapsedMs: this.#elapsedMs,
      dataLosses: step.dataLosses.slice(0, this.#step),
      accuracies: step.accuracies.slice(0, this.#step),
      history: { steps: [...steps], epochs: [...epochs], stopped },
      memories: callbacks.saveMemories(),
    };
  }
}
