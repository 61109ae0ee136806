import type { Evaluation } from '@fmnist/core';
import type { ConfusionMatrix } from '@fmnist/models';
import type { TrainingConfig } from './training-config';

/** A point of a curve. */
export interface CurvePoint {
  /** Epochs done, with a fraction. */
  readonly at: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Weights of the first layer as pictures. */
export interface WeightPictures {
  /** [count, 28, 28] */
  readonly weights: Float32Array;
  readonly count: number;
}

/** What the worker tells the page of a training. */
export type TrainingEvent =
  | { readonly type: 'data'; readonly share: number }
  | {
      readonly type: 'begin';
      readonly config: TrainingConfig;
      readonly threads: number;
      readonly stepsPerEpoch: number;
      /** Whether the data is kept on this device. */
      readonly isKept: boolean;
      /** Where it goes on, if not at the beginning. */
      readonly training: readonly CurvePoint[];
      readonly validation: readonly CurvePoint[];
    }
  | {
      readonly type: 'progress';
      /** Epochs done, with a fraction. */
      readonly at: number;
      readonly imagesPerSecond?: number;
      readonly secondsLeft?: number;
    }
  | { readonly type: 'training-point'; readonly point: CurvePoint }
  | { readonly type: 'epoch'; readonly validation: CurvePoint }
  /** The test pictures were named. */
  | { readonly type: 'answers'; readonly confusion: ConfusionMatrix }
  | { readonly type: 'weights'; readonly pictures: WeightPictures }
  | { readonly type: 'rest'; readonly epoch: number; readonly step: number }
  | { readonly type: 'go-on' }
  /** Whether the checkpoint could be kept on this device. */
  | { readonly type: 'checkpoint'; readonly isKept: boolean }
  | {
      readonly type: 'end';
      readonly outcome: 'trained' | 'stopped';
      readonly test: Evaluation;
      readonly weightsSha256: string;
    }
  /** Another tab trains and keeps its checkpoints, so that this training did not begin. */
  | { readonly type: 'locked' }
  | { readonly type: 'failed'; readonly message: string };
