import {
  type Callbacks,
  type EpochRecord,
  Model,
  type RunningTraining,
  type Sequential,
  type TrainingProgress,
} from '@fmnist/core';
import { augmentationsOf } from '@fmnist/models';
import { type LoadedData, loadFashionMnist } from '../data/load-fashion-mnist';
import { firstLayerPictures } from './first-layer';
import { keepRun } from './kept-runs';
import { Pace } from './pace';
import { recipeFor } from './recipe-for';
import { forgetTraining, type SavedTraining, saveTraining } from './saved-training';
import { TestAnswers } from './test-answers';
import type { TrainingConfig } from './training-config';
import type { CurvePoint, TrainingEvent } from './training-event';
import { weightsSha256 } from './weights-sha256';

/** How often the page hears how far it is, in milliseconds. */
const TICK_MS = 200;
/** Points of the training curves in an epoch. */
const POINTS_PER_EPOCH = 10;

/** What a training is begun with. */
export interface SessionStart {
  readonly config: TrainingConfig;
  /** Where to go on, if not at the beginning. */
  readonly saved: SavedTraining | undefined;
  /** Whether this training is kept on this device on its way, and is the one that is: others must then be kept from it. */
  readonly isKept: boolean;
  readonly tell: (event: TrainingEvent) => void;
}

let loaded: Promise<LoadedData> | undefined;

/** A training in the page: it can be paused, taken step by step, and stopped, and is kept on this device on its way. */
export class TrainingSession {
  readonly #start: SessionStart;
  readonly #abort = new AbortController();
  readonly #training: CurvePoint[];
  readonly #validation: CurvePoint[];
  #running: RunningTraining | undefined;
  #data: LoadedData | undefined;
  #answers: TestAnswers | undefined;
  #isHeld = false;
  #goOn: (() => void) | undefined;
  #pace: Pace | undefined;
  #seen = { epoch: 0, step: 0, loss: 0, accuracy: 0 };

  constructor(start: SessionStart) {
    this.#start = start;
    this.#training = [...(start.saved?.training ?? [])];
    this.#validation = [...(start.saved?.validation ?? [])];
  }

  /** Rests after the step it is at. */
  pause(): void {
    this.#isHeld = true;
    this.#running?.pause();
  }

  /** Goes on. */
  resume(): void {
    this.#isHeld = false;
    this.#release();
  }

  /** Takes one step, where it rests. */
  step(): void {
    this.#running?.pause();
    this.#release();
  }

  /** What the network made of the test pictures when it last named them, if it has. */
  get answers(): TestAnswers | undefined {
    return this.#answers;
  }

  /** Ends after the step it is at, with what was learned so far. */
  stop(): void {
    this.#abort.abort();
    this.#release();
  }

  /**
   * Trains to the end, or until it is stopped, and keeps a record of it.
   * @returns the trained model
   * @throws UserError where the data is not to be had, or a number stops being finite.
   */
  async run(): Promise<Model> {
    const { config, saved, isKept, tell } = this.#start;
    loaded ??= loadFashionMnist((share) => tell({ type: 'data', share }));
    loaded.catch(() => {
      loaded = undefined;
    });
    this.#data = await loaded;
    const { test } = this.#data;
    const { model, progress } = saved
      ? Model.loadCheckpoint(saved.checkpoint)
      : { model: Model.fromConfig(recipeFor(config).model, { seed: config.seed }), progress: undefined };
    const outcome = await this.#train(model, progress);
    if (isKept) await forgetTraining();
    if (outcome === 'stopped') await this.#answer(model);
    const end = {
      outcome,
      test: await model.evaluate(test.images, test.labels),
      weightsSha256: weightsSha256(model),
    };
    await keepRun({
      id: `${Date.now()}-${end.weightsSha256}`,
      config,
      epochs: this.#at(),
      training: this.#training,
      validation: this.#validation,
      ...end,
    });
    tell({ type: 'end', ...end });
    return model;
  }

  async #train(model: Model, progress: TrainingProgress | undefined): Promise<'trained' | 'stopped'> {
    const { config } = this.#start;
    if (!this.#data) throw new Error('There is no data yet');
    const { train, test } = this.#data;
    const timer = setInterval(() => this.#tick(), TICK_MS);
    try {
      await model.train(train.images, train.labels, {
        epochs: config.epochs,
        batchSize: config.batch,
        seed: config.seed,
        threads: config.threads === 0 ? 'auto' : Math.min(config.threads, navigator.hardwareConcurrency),
        augment: augmentationsOf(recipeFor(config)),
        validationData: [test.images, test.labels],
        callbacks: [this.#callbacks(model)],
        signal: this.#abort.signal,
        ...(progress && { resume: progress }),
      });
      return 'trained';
    } catch (error) {
      if (error !== this.#abort.signal.reason) throw error;
      return 'stopped';
    } finally {
      clearInterval(timer);
    }
  }

  #callbacks(model: Model): Callbacks {
    const { config, tell } = this.#start;
    return {
      trainBegin: (running) => {
        this.#running = running;
        this.#pace = new Pace(running.samples, running.epochs);
        this.#pace.begin(performance.now(), this.#at());
        tell({
          type: 'begin',
          config,
          threads: running.threads,
          stepsPerEpoch: running.stepsPerEpoch,
          isKept: this.#data?.isKept ?? false,
          training: this.#training,
          validation: this.#validation,
        });
        this.#tellWeights(model);
        if (this.#isHeld) running.pause();
      },
      epochEnd: (record) => this.#epochEnd(model, record),
      atRest: (why) => this.#atRest(why),
    };
  }

  async #epochEnd(model: Model, { epoch, validation }: EpochRecord): Promise<void> {
    const { tell } = this.#start;
    if (!validation) return;
    const point = { at: epoch, ...validation };
    this.#validation.push(point);
    tell({ type: 'epoch', validation: point });
    await this.#answer(model);
    this.#tellWeights(model);
  }

  /** Has the model name the test pictures, and tells what it took for what. */
  async #answer(model: Model): Promise<void> {
    if (!this.#data) return;
    const { test } = this.#data;
    this.#answers = new TestAnswers(test, await model.predict(test.images));
    this.#start.tell({ type: 'answers', confusion: this.#answers.confusion });
  }

  async #atRest(why: 'epoch' | 'pause' | 'interrupt'): Promise<void> {
    const { tell } = this.#start;
    const running = this.#running;
    if (!running || why === 'interrupt') return;
    const { epoch, step } = running.position();
    if (this.#start.isKept) await this.#keep(running);
    if (!this.#isHeld || this.#abort.signal.aborted || epoch === running.epochs) return;
    this.#tellWeights(running.model);
    this.#tick();
    tell({ type: 'rest', epoch, step });
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
    tell({ type: 'go-on' });
    this.#pace?.begin(performance.now(), this.#at());
  }

  async #keep(running: RunningTraining): Promise<void> {
    const { config, tell } = this.#start;
    const { epoch, step } = running.position();
    const isKept = await saveTraining({
      config,
      checkpoint: running.checkpoint(),
      epoch,
      step,
      training: this.#training,
      validation: this.#validation,
    });
    tell({ type: 'checkpoint', isKept });
  }

  #release(): void {
    this.#goOn?.();
    this.#goOn = undefined;
  }

  /** Epochs done, with a fraction. */
  #at(): number {
    const position = this.#running?.position();
    return position && this.#running ? position.epoch + position.step / this.#running.stepsPerEpoch : 0;
  }

  #tick(): void {
    if (!this.#running || this.#goOn) return;
    const { tell } = this.#start;
    const at = this.#at();
    tell({ type: 'progress', at, ...this.#pace?.measure(performance.now(), at) });
    this.#addTrainingPoint(this.#running);
  }

  /** The steps since the last point, taken together: from the means up to then and up to now. */
  #addTrainingPoint(running: RunningTraining): void {
    const { epoch, step, dataLoss, accuracy } = running.position();
    if (step === 0) return;
    const before = this.#seen.epoch === epoch ? this.#seen : { step: 0, loss: 0, accuracy: 0 };
    const steps = step - before.step;
    if (steps < running.stepsPerEpoch / POINTS_PER_EPOCH) return;
    const since = (now: number, then: number) => (now * step - then * before.step) / steps;
    const point = {
      at: epoch + step / running.stepsPerEpoch,
      loss: since(dataLoss, before.loss),
      accuracy: since(accuracy, before.accuracy),
    };
    this.#seen = { epoch, step, loss: dataLoss, accuracy };
    this.#training.push(point);
    this.#start.tell({ type: 'training-point', point });
  }

  #tellWeights(model: Sequential): void {
    const pictures = firstLayerPictures(model);
    if (pictures) this.#start.tell({ type: 'weights', pictures });
  }
}
