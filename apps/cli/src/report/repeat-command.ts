import { basename, dirname, join } from 'node:path';
import type { Run } from '../runs/run';

/** The command that trains the same weights again, from the run's own configuration. */
export function repeatCommand({ folder }: Run): string {
  const parent = basename(dirname(folder)) === 'runs' ? 'runs' : '';
  return `fmnist train --config ${shellQuoted(join(parent, basename(folder), 'config.json'))}`;
}

/** A word as a shell takes it for one. */
function shellQuoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
