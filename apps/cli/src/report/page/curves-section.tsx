import type { EpochRecord } from '@fmnist/core';
import { drawCurves } from '../charts/curves';
import { pageTheme } from '../charts/theme';
import { Chart } from './chart';
import { duration, percent } from './format';
import { Section } from './section';

/** How the training went: its curves, and a table of the epochs. */
export function CurvesSection({ epochs }: { epochs: readonly EpochRecord[] }) {
  if (epochs.length === 0) return null;
  return (
    <Section
      id="curves"
      title="Training"
      lead="Where validation stops following training, the network begins to learn its pictures by heart."
    >
      <div class="charts">
        {drawCurves(epochs, pageTheme).map((curve) => (
          <Chart
            key={curve.title}
            drawing={curve}
            title={curve.title}
            alt={`${curve.title} over ${epochs.length} epochs; the table of the epochs has the numbers`}
          />
        ))}
      </div>
      <details>
        <summary>Table of the epochs</summary>
        <div class="scroll">
          <table class="numbers">
            <thead>
              <tr>
                <th scope="col">epoch</th>
                <th scope="col">loss</th>
                <th scope="col">accuracy</th>
                <th scope="col">validation loss</th>
                <th scope="col">validation accuracy</th>
                <th scope="col">learning rate</th>
                <th scope="col">time</th>
              </tr>
            </thead>
            <tbody>
              {epochs.map(({ epoch, dataLoss, accuracy, validation, learningRate, durationMs }) => (
                <tr key={epoch}>
                  <th scope="row">{epoch}</th>
                  <td>{dataLoss.toFixed(4)}</td>
                  <td>{percent(accuracy)}</td>
                  <td>{validation?.loss.toFixed(4)}</td>
                  <td>{validation && percent(validation.accuracy)}</td>
                  <td>{Number(learningRate.toPrecision(4))}</td>
                  <td>{duration(durationMs / 1000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}
