import type { Evaluation } from '@fmnist/core';
import type { ConfusionMatrix } from '@fmnist/models';
import type { TrainingConfig } from './training-config';
import type { CurvePoint, TrainingEvent, WeightPictures } from './training-event';

/** What the page knows of the training. */
export interface TrainingState {
  /** `locked`: asked for while another tab trains, and not begun. */
  readonly phase: 'idle' | 'locked' | 'loading' | 'running' | 'resting' | 'ended' | 'failed';
  readonly config?: TrainingConfig;
  /** How much of the data is here, from 0 to 1. */
  readonly dataShare: number;
  readonly isDataKept: boolean;
  /** Whether checkpoints of it are to be kept. */
  readonly isKept: boolean;
  /** Whether the last checkpoint could be kept; true before the first. */
  readonly isCheckpointKept: boolean;
  readonly threads: number;
  readonly stepsPerEpoch: number;
  /** Epochs done, with a fraction. */
  readonly at: number;
  readonly imagesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
  readonly training: readonly CurvePoint[];
  readonly validation: readonly CurvePoint[];
  readonly confusion?: ConfusionMatrix;
  readonly weights?: WeightPictures;
  readonly rest?: { readonly epoch: number; readonly step: number };
  readonly result?: {
    readonly outcome: 'trained' | 'stopped';
    readonly test: Evaluation;
    readonly weightsSha256: string;
  };
  readonly failure?: string;
}

/** Before anything was trained. */
export const idleTraining: TrainingState = {
  phase: 'idle',
  dataShare: 0,
  isDataKept: true,
  isKept: true,
  isCheckpointKept: true,
  threads: 1,
  stepsPerEpoch: 1,
  at: 0,
  training: [],
  validation: [],
};

/** The state after an event. */
export function afterEvent(state: TrainingState, event: TrainingEvent): TrainingState {
  switch (event.type) {
    case 'data':
      return { ...state, dataShare: event.share };
    case 'begin': {
      const { config, threads, stepsPerEpoch, isKept, training, validation } = event;
      return {
        ...state,
        phase: 'running',
        dataShare: 1,
        isDataKept: isKept,
        config,
        threads,
        stepsPerEpoch,
        training,
        validation,
      };
    }
    case 'progress': {
      const { at, imagesPerSecond, secondsLeft } = event;
      return { ...state, at, imagesPerSecond, secondsLeft };
    }
    case 'training-point':
      return { ...state, training: [...state.training, event.point] };
    case 'epoch':
      return {
        ...state,
        at: event.validation.at,
        validation: [...state.validation, event.validation],
      };
    case 'answers':
      return { ...state, confusion: event.confusion };
    case 'weights':
      return { ...state, weights: event.pictures };
    case 'rest':
      return { ...state, phase: 'resting', rest: { epoch: event.epoch, step: event.step } };
    case 'go-on':
      return { ...state, phase: 'running' };
    case 'checkpoint':
      return { ...state, isCheckpointKept: event.isKept };
    case 'end': {
      const { outcome, test, weightsSha256 } = event;
      return { ...state, phase: 'ended', result: { outcome, test, weightsSha256 } };
    }
    case 'locked':
      return { ...state, phase: 'locked' };
    case 'failed':
      return { ...state, phase: 'failed', failure: event.message };
  }
}
