import type { Images } from '../images';
import type { EpochTiming } from '../messages';

/** What a training is to do; see {@link Assignment}. */
export interface TrainingPlan {
  readonly epochs: number;
  readonly stepLimit: number;
  readonly seed: number;
  readonly hidden: number;
}

/** What a training of the convolutional network is to do; see {@link Assignment}. */
export interface ConvolutionalPlan {
  readonly folder: string;
  readonly epochs: number;
}

export interface TrainingData {
  readonly train: Images;
  readonly test: Images;
}

export interface TrainingReport {
  readonly epochs: readonly EpochTiming[];
  /** How the contender was set up, in a few words; may be empty. */
  readonly setup: string;
}

/** @returns the probabilities, or numbers in the same order, of each class of each image, as one row after the other */
export type Predict<Pixels> = (
  pixels: Pixels,
  images: number,
) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** A way to predict with the model that the bench trained. */
interface PredictorOf<Name extends string, Pixels> {
  /** What sets it apart, in a few words; may be empty. */
  readonly setup: string;
  /** What it takes: raw bytes, or floats from 0 to 1 that are made beforehand and not counted. */
  readonly input: Name;
  /** Loads the model from the bench's folder. */
  load(folder: string): Promise<Predict<Pixels>>;
}
export type Predictor = PredictorOf<'uint8', Uint8Array> | PredictorOf<'float32', Float32Array>;
export type PixelType = Predictor['input'];

/** The side of a contender that works in the child process. What it cannot do is absent. */
export interface Runner {
  train?(data: TrainingData, plan: TrainingPlan): Promise<TrainingReport>;
  /** Trains the convolutional network in the plan's folder, on the images in their order, again and again. */
  trainConvolutional?(data: TrainingData, plan: ConvolutionalPlan): Promise<TrainingReport>;
  /** The ways to try, of which the best counts. */
  readonly predictors?: readonly Predictor[];
  /**
   * Further ways that take one image at a time. The first way of all, these before the others, is the one whose start-up
   * is measured.
   */
  readonly singlePredictors?: readonly Predictor[];
}
