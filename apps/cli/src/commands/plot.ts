import { extname } from 'node:path';
import { writeFileAtomically } from '@fmnist/core/node';
import { runDataFlag, UsageError } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { userPath } from '../paths';
import { type FigureName, figureNames } from '../report/figures/figure-names';
import { namedRun } from '../report/named-run';
import { loadRunTest } from '../report/run-data';

interface PlotFlags {
  figure: FigureName;
  run: string | undefined;
  out: string;
  data: string | undefined;
}

/** `fmnist plot`: a figure of a run as a file. */
export const plotCommand: LazyCommand<PlotFlags> = {
  builder: (yargs) =>
    yargs
      .positional('figure', { describe: 'What to draw', choices: figureNames, demandOption: true })
      .positional('run', { describe: 'Name or folder of a run [default: the newest]', type: 'string' })
      .options({
        out: {
          alias: 'o',
          describe: 'File to write: .svg or .png',
          string: true,
          requiresArg: true,
          demandOption: true,
        },
        data: runDataFlag,
      })
      .example('$0 plot curves -o curves.svg', 'loss, accuracy and learning rate of the newest run')
      .example('$0 plot confusion runs/first -o confusion.png', 'what a run takes for what'),
  handler: plot,
};

async function plot({ figure, run: named, out, data }: PlotFlags): Promise<void> {
  const format = extname(out).toLowerCase();
  if (format !== '.svg' && format !== '.png') {
    throw new UsageError(`--out must end in .svg or .png, got "${out}"`);
  }
  const run = namedRun(named);
  const [{ drawFigure }, { pngOf }, { loadRunModel }] = await Promise.all([
    import('../report/figures/draw-figure'),
    import('../report/figures/png'),
    import('../report/run-model'),
  ]);
  const drawing = await drawFigure(figure, {
    run,
    loadModel: () => loadRunModel(run),
    loadTest: () => loadRunTest(run, data),
  });
  const path = userPath(out);
  await writeFileAtomically(path, format === '.svg' ? drawing.svg : await pngOf(drawing));
  console.log(path);
}
