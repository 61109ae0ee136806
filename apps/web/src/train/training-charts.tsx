import { useMemo } from 'react';
import type { CurvePoint } from '../training/training-event';
import { trainingCurves } from './curve';
import { LineChart } from './line-chart';

export interface TrainingChartsProps {
  readonly epochs: number;
  readonly training: readonly CurvePoint[];
  readonly validation: readonly CurvePoint[];
}

/** Loss and accuracy of a training, on both sets. */
export function TrainingCharts({ epochs, training, validation }: TrainingChartsProps) {
  const curves = useMemo(() => trainingCurves(training, validation), [training, validation]);
  const looks = { epochs, curves, first: 'training', second: 'test pictures' };
  return (
    <div className="charts">
      <LineChart measure="loss" {...looks} />
      <LineChart measure="accuracy" {...looks} />
    </div>
  );
}
