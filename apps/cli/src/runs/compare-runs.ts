import { configDifferences, type Difference } from './config-differences';
import { curvesText, legendText } from './curves';
import { findRun, type Run } from './run';
import { summarize } from './run-summary';
import { tableText } from './table';
import { duration, percent } from './wording';

const LONGEST_VALUE = 40;

/** `fmnist runs compare`: in what two runs differ, and what came of it. @throws UserError where one is not there. */
export function printComparison(namedA: string, namedB: string, asJson: boolean): void {
  const [a, b] = [findRun(namedA), findRun(namedB)];
  const differences = configDifferences(a.config, b.config);
  if (asJson) {
    const side = (run: Run) => ({ ...summarize(run), history: run.history, result: run.result });
    console.log(JSON.stringify({ a: side(a), b: side(b), differences }));
    return;
  }
  const parts = [
    tableText([['', a.name, b.name], ...outcomes(a, b)]),
    differencesText(differences),
    curves('validation accuracy', a, b, ({ validation }) => validation?.accuracy, percent),
    curves(
      'validation loss',
      a,
      b,
      ({ validation }) => validation?.loss,
      (loss) => loss.toFixed(4),
    ),
  ];
  console.log(parts.filter((part) => part !== undefined).join('\n\n'));
}

function outcomes(a: Run, b: Run): string[][] {
  const [summaryA, summaryB] = [summarize(a), summarize(b)];
  const row = (name: string, tell: (run: Run) => string) => [name, tell(a), tell(b)];
  return [
    row('state', ({ state }) => state),
    row('test accuracy', ({ result }) => percent(result?.test.accuracy)),
    row('test loss', ({ result }) => result?.test.loss.toFixed(4) ?? '–'),
    row('train accuracy', ({ result }) => percent(result?.train.accuracy)),
    row('epochs', ({ history, config }) => `${history.length}/${config.recipe.epochs}`),
    ['time', duration(summaryA.trainingSeconds), duration(summaryB.trainingSeconds)],
    row('weights', ({ result }) => (result ? `${result.weightsSha256.slice(0, 12)}…` : '–')),
  ];
}

function differencesText(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Their configurations are the same.';
  return tableText(differences.map(({ key, a, b }) => [key, shortly(a), shortly(b)]));
}

function shortly(value: unknown): string {
  if (value === undefined) return '–';
  const text = Array.isArray(value) ? value.map(kindOf).join(', ') || 'none' : kindOf(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** Of a layer or an augmentation, its kind; of all else, all of it. */
function kindOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const hasKind = typeof value === 'object' && value !== null && 'type' in value;
  return hasKind ? String(value.type) : JSON.stringify(value);
}

function curves(
  title: string,
  a: Run,
  b: Run,
  measureOf: (epoch: Run['history'][number]) => number | undefined,
  format: (value: number) => string,
): string | undefined {
  const [first, second] = [a, b].map(({ history }) => history.flatMap((epoch) => measureOf(epoch) ?? []));
  const chart = curvesText(first, second, format);
  return chart && `${title}   ${legendText(a.name, b.name)}\n${chart}`;
}
