import { UserError } from '@fmnist/core';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { dataCommand } from './commands/data';
import { evaluateCommand } from './commands/evaluate';
import { exportCommand } from './commands/export';
import { importOriginalCommand } from './commands/import-original';
import { inspectCommand } from './commands/inspect';
import { predictCommand } from './commands/predict';
import { presetsCommand } from './commands/presets';
import { trainCommand } from './commands/train';
import { UsageError } from './flags';
import { callerFolder } from './paths';

// Whoever reads our output may go away in the middle of it, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.chdir(callerFolder());

const parser = yargs(hideBin(process.argv))
  .scriptName('fmnist')
  .usage('$0 <command>: a neural network that learns Fashion-MNIST')
  .command(trainCommand)
  .command(evaluateCommand)
  .command(predictCommand)
  .command(inspectCommand)
  .command(exportCommand)
  .command(importOriginalCommand)
  .command(presetsCommand)
  .command(dataCommand)
  .demandCommand(1, 'Name a command; fmnist --help lists them')
  .strict()
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .version('0.1.0')
  .exitProcess(false)
  .fail((message, error) => {
    throw error ?? new UsageError(message);
  });

try {
  await parser.parseAsync();
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof Error && error.name === 'YError');
  if (!isUsage && !(error instanceof UserError)) throw error;
  console.error(`fmnist: ${error.message}`);
  process.exitCode = isUsage ? 2 : 1;
}
