import type { Curve } from './curve';

/** How well the network does. */
export interface Measures {
  readonly loss: number;
  readonly accuracy: number;
}

/** All that is shown of a training at one moment. */
export interface Standing {
  readonly epochs: number;
  /** Epochs done. */
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  /** Steps done of the next epoch. */
  readonly step: number;
  readonly imagesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** How long this call has trained. */
  readonly seconds: number;
  /** Whether the training no longer goes on. */
  readonly isOver: boolean;
  /** Of the epoch under way, or where it has no step yet, of the last. */
  readonly training: Measures | undefined;
  /** After the last epoch. */
  readonly validation: Measures | undefined;
  readonly best: { readonly accuracy: number; readonly epoch: number } | undefined;
  readonly curves: { readonly training: CurvePair; readonly validation: CurvePair };
}

/** The same way, seen by loss and by accuracy. */
export interface CurvePair {
  readonly loss: Curve;
  readonly accuracy: Curve;
}
