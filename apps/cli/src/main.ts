import { UserError } from '@fmnist/core';
import { hideBin } from 'yargs/helpers';
import { UsageError } from './flags';
import { createParser, MissingWordError, UnknownWordError } from './parser';
import { callerFolder } from './paths';
import { nameStandardInput } from './standard-input';

// Whoever reads our output may go away in the middle of it, as `head` does: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.chdir(callerFolder());
const words = hideBin(process.argv);

try {
  if (words[0] === '--complete') await printCompletions(words.slice(1));
  else
    await createParser(nameStandardInput(words), Math.min(100, process.stdout.columns ?? 100)).parseAsync();
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof Error && error.name === 'YError');
  if (!isUsage && !(error instanceof UserError)) throw error;
  console.error(`fmnist: ${error.message}${await hintFor(error)}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function hintFor(error: Error): Promise<string> {
  if (error instanceof MissingWordError) return `: ${(await error.help).split('\n')[0]}`;
  if (!(error instanceof UnknownWordError)) return '';
  const { suggestionFor } = await import('./suggestion');
  return suggestionFor(error.words, await error.help);
}

async function printCompletions(typed: readonly string[]): Promise<void> {
  const { complete } = await import('./completion/complete');
  for (const each of await complete(typed)) console.log(each);
}
