import type { CommandModule } from 'yargs';
import type { LazyCommand } from '../lazy-command';

const json = { describe: 'Put one JSON object on stdout', type: 'boolean', default: false } as const;

/** `fmnist runs`: the trainings that were, each a folder under `runs/`. */
export const runsCommand: LazyCommand = {
  builder: (yargs) =>
    yargs
      .command(listCommand)
      .command(showCommand)
      .command(compareCommand)
      .command(removeCommand)
      .demandCommand(1, 'runs: say what to do: list, show, compare or rm')
      .example('$0 runs list', 'a table of all runs, the newest first')
      .example('$0 runs compare first second', 'what was different, and what came of it')
      .example('$0 runs rm first --yes', 'remove a run without being asked'),
  handler: () => {},
};

const listCommand: CommandModule<unknown, { json: boolean }> = {
  command: 'list',
  describe: 'List the runs, the newest first',
  builder: (yargs) => yargs.option('json', json),
  handler: async (flags) => (await import('../runs/list-runs')).printRuns(flags.json),
};

const showCommand: CommandModule<unknown, { name: string; json: boolean }> = {
  command: 'show <name>',
  describe: 'Show a run: its configuration, its last epochs, its files',
  builder: (yargs) =>
    yargs
      .positional('name', { describe: 'The run, or its folder', type: 'string', demandOption: true })
      .option('json', json),
  handler: async (flags) => (await import('../runs/show-run')).printRun(flags.name, flags.json),
};

const compareCommand: CommandModule<unknown, { a: string; b: string; json: boolean }> = {
  command: 'compare <a> <b>',
  describe: 'Compare two runs: accuracy, configuration, curves',
  builder: (yargs) =>
    yargs
      .positional('a', { describe: 'A run, or its folder', type: 'string', demandOption: true })
      .positional('b', { describe: 'Another', type: 'string', demandOption: true })
      .option('json', json),
  handler: async ({ a, b, json }) => (await import('../runs/compare-runs')).printComparison(a, b, json),
};

const removeCommand: CommandModule<unknown, { names: string[]; yes: boolean }> = {
  command: 'rm <names..>',
  describe: 'Remove runs; what else lies in their folders stays',
  builder: (yargs) =>
    yargs
      .positional('names', { describe: 'The runs', type: 'string', array: true, demandOption: true })
      .option('yes', { alias: 'y', describe: 'Do not ask', type: 'boolean', default: false }),
  handler: async ({ names, yes }) => (await import('../runs/remove-runs')).removeRuns(names, yes),
};
