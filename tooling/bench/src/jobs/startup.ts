import { runCommand } from '../run-command';
import { median } from '../statistics';
import { timeoutMs } from './assignments';
import { runContest } from './contest';
import type { Job } from './job';
import { formatNumber, formatRatio, resultsOf, toRows } from './rows';

export const startupJob: Job = {
  name: 'startup',
  async run(context) {
    const { workshop, quick } = context;
    const entries = await runContest(context, 'startup', async ({ id, startupCommand }) => {
      if (!startupCommand) throw new Error(`${id} has nothing to start`);
      const { stdout, firstOutputMs } = await runCommand(startupCommand(workshop), timeoutMs(quick));
      return { ms: firstOutputMs, predicted: stdout.trim() };
    });
    const ours = resultsOf(entries, 'ours');
    const medianMs = (results: readonly { ms: number }[]) => median(results.map(({ ms }) => ms));
    return {
      name: 'startup',
      title: 'Start-up',
      about:
        'Milliseconds from starting the process to its first prediction on the screen: the runtime, the library, the ' +
        'trained model, one image.',
      columns: ['contender', 'ms', 'of ours', 'remarks'],
      rows: toRows(
        entries,
        2,
        medianMs,
        ({ results }) => [
          formatNumber(medianMs(results)),
          formatRatio(medianMs(results), ours && medianMs(ours), 'as long'),
        ],
        ({ results }) =>
          ours && results[0].predicted !== ours[0].predicted ? '**predicts another class**' : undefined,
      ),
      details: { entries },
    };
  },
};
