import { useMemo } from 'react';
import type { KeptRun } from '../training/kept-runs';
import { differingSettings, settingNames, settingText } from './config-words';
import type { Curve } from './curve';
import { LineChart } from './line-chart';
import { runTitle } from './run-list';

export interface RunComparisonProps {
  readonly a: KeptRun;
  readonly b: KeptRun;
}

/** Two runs side by side: what came of them, in what they differ, and their curves over each other. */
export function RunComparison({ a, b }: RunComparisonProps) {
  const curves = useMemo(() => [...curvesOf(a, 'A', 'first'), ...curvesOf(b, 'B', 'second')], [a, b]);
  const differing = differingSettings(a.config, b.config);
  const rows: readonly (readonly [name: string, a: string, b: string])[] = [
    both('Test accuracy', a, b, ({ test }) => `${(100 * test.accuracy).toFixed(2)}%`),
    both('Test loss', a, b, ({ test }) => test.loss.toFixed(4)),
    both('Epochs done', a, b, ({ epochs }) => String(Math.round(100 * epochs) / 100)),
    ...differing.map((name) => both(settingNames[name], a, b, ({ config }) => settingText(config, name))),
    both('Weights', a, b, ({ weightsSha256 }) => `${weightsSha256.slice(0, 12)}…`),
  ];
  const looks = {
    epochs: Math.max(1, Math.ceil(Math.max(a.epochs, b.epochs))),
    curves,
    first: 'A',
    second: 'B',
  };
  return (
    <section className="comparison" aria-label="Two runs compared">
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">
                <span className="key first">A: {runTitle(a)}</span>
              </th>
              <th scope="col">
                <span className="key second">B: {runTitle(b)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ofA, ofB]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{ofA}</td>
                <td>{ofB}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {differing.length === 0 && <p className="hint">Their settings are the same.</p>}
      <div className="charts">
        <LineChart measure="loss" {...looks} />
        <LineChart measure="accuracy" {...looks} />
      </div>
      <p className="hint">Lines: on the test pictures. Dashes: on the training pictures.</p>
    </section>
  );
}

function both(name: string, a: KeptRun, b: KeptRun, tell: (run: KeptRun) => string) {
  return [name, tell(a), tell(b)] as const;
}

function curvesOf({ training, validation }: KeptRun, name: string, colour: Curve['colour']): Curve[] {
  return [
    { points: training, colour, isDashed: true },
    { of: `of ${name} on the test pictures`, points: validation, colour, isMarked: true },
  ];
}
