import { hideBin } from 'yargs/helpers';
import { createParser } from './parser';
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
  const { explainError } = await import('./explain-error');
  const { message, exitCode } = await explainError(error);
  console.error(`fmnist: ${message}`);
  process.exitCode = exitCode;
}

async function printCompletions(typed: readonly string[]): Promise<void> {
  const { complete } = await import('./completion/complete');
  for (const each of await complete(typed)) console.log(each);
}
