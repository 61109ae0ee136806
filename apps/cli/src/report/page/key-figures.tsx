import type { RunResult } from '../../runs/result';
import type { Run } from '../../runs/run';
import type { Findings } from '../findings';
import { duration, grouped, percent } from './format';

type Figure = readonly [name: string, value: string, note?: string | undefined];

const figuresOf = ({ train, test }: RunResult): Figure[] => [
  ['Training accuracy', percent(train.accuracy)],
  ['Test loss', test.loss.toFixed(4), `training ${train.loss.toFixed(4)}`],
];

/** What somebody wants to know first. */
export function KeyFigures({
  run,
  findings,
  parameters,
}: {
  run: Run;
  findings: Findings;
  parameters: number;
}) {
  const { history, result, config } = run;
  const [low, high] = findings.interval;
  const planned = config.recipe.epochs;
  const seconds = history.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const threads = result && `on ${result.threads} ${result.threads === 1 ? 'thread' : 'threads'}`;
  const figures: readonly Figure[] = [
    ['Test accuracy', percent(findings.accuracy), `${(100 * low).toFixed(1)}–${percent(high, 1)} (95%)`],
    ...(result ? figuresOf(result) : []),
    ['Epochs', String(history.length), history.length < planned ? `of ${planned}` : undefined],
    ['Time', duration(seconds), threads],
    ['Parameters', grouped(parameters)],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {note && <small>{note}</small>}
        </div>
      ))}
    </dl>
  );
}
