import { runsFolder } from '../paths';
import { listRuns } from './run';
import { type RunSummary, summarize } from './run-summary';
import { tableText } from './table';
import { duration, moment, percent } from './wording';

/** `fmnist runs list`: every run under `runs/`, the newest first, and what else lies there. */
export function printRuns(asJson: boolean): void {
  const { runs, others } = listRuns();
  const summaries = runs.map(summarize);
  if (asJson) {
    console.log(JSON.stringify({ runs: summaries, others }));
    return;
  }
  console.log(
    summaries.length === 0
      ? `There are no runs under ${runsFolder()}: fmnist train makes the first`
      : tableText([heads, ...summaries.map(cells)], [3, 4, 6, 7]),
  );
  if (others.length > 0) {
    console.log(`\nNot listed:\n${tableText(others.map(({ name, problem }) => [`  ${name}`, problem]))}`);
  }
}

const heads = ['name', 'begun', 'preset', 'seed', 'epochs', 'state', 'test', 'time'];

function cells(run: RunSummary): (string | number)[] {
  return [
    run.name,
    moment(run.startedAt),
    run.preset,
    run.seed,
    `${run.epochsDone}/${run.epochsPlanned}`,
    run.state,
    percent(run.testAccuracy),
    duration(run.trainingSeconds),
  ];
}
