import { readdir } from 'node:fs/promises';
import { presetNames, shippedNames } from '@fmnist/models';
import { helpOf, wordsIn } from '../help-text';
import { userPath } from '../paths';

/** Lines of help are as long as they like. */
const UNWRAPPED = 600;

/** What may follow some flags, beside the choices that their help names. */
const values: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  '--preset': () => presetNames,
  '--model': () => shippedNames,
  '--resume': runNames,
};

/**
 * What the last of some words may become.
 * @param words those after `fmnist`, the last of them unfinished, or empty
 */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const command: string[] = [];
  let known = wordsIn(await helpOf([], UNWRAPPED));
  for (const word of before) {
    if (!known.commands.includes(word)) break;
    command.push(word);
    known = wordsIn(await helpOf(command, UNWRAPPED));
  }
  const candidates = current.startsWith('-')
    ? known.flags
    : await valuesAfter(before.at(-1) ?? '', known, before.length - command.length);
  return candidates.filter((each) => each.startsWith(current));
}

async function valuesAfter(
  previous: string,
  { commands, choices }: ReturnType<typeof wordsIn>,
  arguments_: number,
): Promise<readonly string[]> {
  if (previous.startsWith('--')) return choices.get(previous) ?? (await values[previous]?.()) ?? [];
  if (arguments_ > 0) return [];
  const ofArguments = [...choices].flatMap(([name, each]) => (name.startsWith('--') ? [] : each));
  return [...commands, ...ofArguments];
}

async function runNames(): Promise<readonly string[]> {
  const names = await readdir(userPath('runs')).catch(() => []);
  return names.map((name) => `runs/${name}`);
}
