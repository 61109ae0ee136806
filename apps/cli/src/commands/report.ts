import { runDataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { namedRun } from '../report/named-run';
import { loadRunTest } from '../report/run-data';

interface ReportFlags {
  run: string | undefined;
  data: string | undefined;
}

/** `fmnist report`: writes a run's report anew, or the first one of a run that was interrupted. */
export const reportCommand: LazyCommand<ReportFlags> = {
  builder: (yargs) =>
    yargs
      .positional('run', { describe: 'Name or folder of a run [default: the newest]', type: 'string' })
      .option('data', runDataFlag)
      .example('$0 report', 'write report.html of the newest run, and say where it is')
      .example('$0 report runs/first', 'of a run that is named, as after Ctrl-C'),
  handler: report,
};

async function report({ run: named, data }: ReportFlags): Promise<void> {
  const [{ writeReport }, { loadRunModel }] = await Promise.all([
    import('../report/write-report'),
    import('../report/run-model'),
  ]);
  const run = namedRun(named);
  const model = await loadRunModel(run);
  console.log(await writeReport(run, model, await loadRunTest(run, data)));
}
