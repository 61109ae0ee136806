import { UserError } from '@fmnist/core';
import { UsageError } from './flags';
import { MissingWordError, UnknownWordError } from './parser';

/** What a person is told of an error, and with which exit code the program ends. */
export interface Explanation {
  readonly message: string;
  readonly exitCode: 1 | 2;
}

/** What to tell of an error: 2 where the command line itself is wrong, 1 else. Throws errors that are not the user's. */
export async function explainError(error: unknown): Promise<Explanation> {
  const isUsage = error instanceof UsageError || (error instanceof Error && error.name === 'YError');
  if (!isUsage && !(error instanceof UserError)) throw error;
  return { message: `${error.message}${await hintFor(error)}`, exitCode: isUsage ? 2 : 1 };
}

async function hintFor(error: Error): Promise<string> {
  if (error instanceof MissingWordError) return `: ${(await error.help).split('\n')[0]}`;
  if (!(error instanceof UnknownWordError)) return '';
  const { suggestionFor } = await import('./suggestion');
  return suggestionFor(error.words, await error.help);
}
