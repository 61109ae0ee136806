import type { CurvePoint } from '../training/training-event';

/** A curve of a chart. */
export interface Curve {
  /** What it is of, as in “Loss on the test pictures”; nothing where those who do not see it miss nothing. */
  readonly of?: string;
  readonly points: readonly CurvePoint[];
  readonly colour: 'first' | 'second';
  /** Of the training pictures, beside another of the same colour. */
  readonly isDashed?: boolean;
  /** Whether each point is marked. */
  readonly isMarked?: boolean;
}

/** The two curves of a training. */
export function trainingCurves(training: readonly CurvePoint[], validation: readonly CurvePoint[]): Curve[] {
  return [
    { points: training, colour: 'first' },
    { of: 'on the test pictures', points: validation, colour: 'second', isMarked: true },
  ];
}
