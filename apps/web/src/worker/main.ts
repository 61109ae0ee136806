import { Tensor } from '@fmnist/core';
import { prepare, type RgbaImage } from '@fmnist/data';
import { type Classification, Classifier, type Explanation, explain } from '@fmnist/models';
import { expose } from 'comlink';
import { loadPictures, type Pictures } from '../data/load-pictures';
import { type Neighbour, Neighbours } from '../nearest/neighbours';
import { modelFile } from '../own-model/model-file';
import type { ModelFormat } from '../own-model/model-formats';
import { readModel } from '../own-model/read-model';
import type { ModelChoice } from '../state/page-state';
import { forgetRun, type KeptRun, keptRuns } from '../training/kept-runs';
import { type Plan, planOf } from '../training/plan';
import { forgetTraining, loadSavedTraining, type SavedTraining } from '../training/saved-training';
import type { AnsweredPicture } from '../training/test-answers';
import type { TrainingConfig } from '../training/training-config';
import type { TrainingEvent } from '../training/training-event';
import { isTrainingLocked, takeTrainingLock, untilTrainingUnlocked } from '../training/training-lock';
import { TrainingSession } from '../training/training-session';
import type { TrainingWish } from '../training/training-store';
import { type Walk, walk } from '../understand/walk';
import { holdLifeLock } from './life-lock';
import { Models } from './models';

const models = new Models();
const neighbours = new Neighbours(() => loadPictures('near'));
/** The training that is under way, or the last there was. */
let session: TrainingSession | undefined;

/** What a picture shows, with the names of all classes. */
export interface NamedClassification extends Classification {
  readonly labels: readonly string[];
}

/** A training that was left before its end. */
export type LeftTraining = Pick<SavedTraining, 'config' | 'epoch' | 'step'>;

/** What the page can ask of its worker. Errors come back with their message. */
const workerApi = {
  holdLifeLock,

  /** The picture as the data set would show it: 784 bytes. */
  prepare: (image: RgbaImage): Uint8Array => prepare(image),

  /** What a picture of 784 bytes shows. */
  async recognise(pixels: Uint8Array, choice: ModelChoice): Promise<NamedClassification> {
    const classifier = await models.get(choice);
    const [answer] = await classifier.classify(new Tensor(pixels, [1, ...classifier.model.inputShape]));
    return { ...answer, labels: classifier.labels };
  },

  /** What of the picture that answer hangs on. */
  async explain(pixels: Uint8Array, choice: ModelChoice): Promise<Explanation> {
    return explain(await models.get(choice), pixels);
  },

  /** The training pictures that are most alike to the network. */
  async nearest(pixels: Uint8Array, choice: ModelChoice, most: number): Promise<Neighbour[]> {
    return neighbours.nearest(pixels, await models.get(choice), most);
  },

  /** The picture's way through a network of dense layers; `shows` is the index of its class. */
  async walk(pixels: Uint8Array, choice: ModelChoice, shows: number): Promise<Walk> {
    return walk((await models.get(choice)).model, pixels, shows);
  },

  /** Some test pictures to pick from. */
  sample: (): Promise<Pictures> => loadPictures('sample'),

  /** What comes of a training's configuration: its shapes, or what does not fit. */
  plan: (config: TrainingConfig): Plan => planOf(config),

  /**
   * Trains, from the beginning or from where a training was left.
   * @param tell hears what happens, also of what ends it
   */
  async train(wish: TrainingWish, tell: (event: TrainingEvent) => void): Promise<void> {
    const unlock = wish.isKept ? await takeTrainingLock() : () => undefined;
    if (!unlock) {
      tell({ type: 'locked' });
      return;
    }
    try {
      const saved = wish.goesOn ? await loadSavedTraining() : undefined;
      const { isKept } = wish;
      const started = new TrainingSession({ config: saved?.config ?? wish.config, saved, isKept, tell });
      session = started;
      const model = await started.run();
      await models.setOwn(new Classifier(model), isKept ? model.save() : undefined);
    } catch (error) {
      tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      unlock();
    }
  },
  pause: () => session?.pause(),
  resume: () => session?.resume(),
  step: () => session?.step(),
  stop: () => session?.stop(),

  /** Test pictures of one class that the network of this page's training took for one, the surest first. */
  cellPictures: (actual: number, predicted: number, most: number): AnsweredPicture[] =>
    session?.answers?.pictures(actual, predicted, most) ?? [],

  /** The training that was left before its end, if there is one; none while another tab trains. */
  async left(): Promise<LeftTraining | 'locked' | undefined> {
    if (await isTrainingLocked()) return 'locked';
    const saved = await loadSavedTraining();
    return saved && { config: saved.config, epoch: saved.epoch, step: saved.step };
  },
  untilUnlocked: () => untilTrainingUnlocked(),
  forget: () => forgetTraining(),

  /** Trainings that are over. */
  runs: (): Promise<KeptRun[]> => keptRuns(),
  forgetRun: (id: string) => forgetRun(id),

  /** The visitor's own model as a file. */
  async ownModelFile(format: ModelFormat): Promise<Uint8Array> {
    return modelFile((await models.getOwn()).model, format);
  },

  /** Whether the visitor's own model is still there after the page was left. */
  isOwnModelKept: (): Promise<boolean> => models.isOwnKept(),

  /** Takes a model's file for the visitor's own model. */
  async loadOwnModel(bytes: Uint8Array, name: string): Promise<void> {
    await models.setOwn(readModel(bytes, name), bytes);
  },
};

expose(workerApi);

export type WorkerApi = typeof workerApi;
