/**
 * The flags that `--resume` and `--config` bring along, for yargs, which wants them at once and before it knows whether the
 * command is called at all: so this reads no more of the file than that. `earlierRun` says what is wrong with it.
 */
import { readFileSync } from 'node:fs';
import { configPathOf } from './run-folder';
import { keptFlags } from './train-flags';

/** The flags of the run that is named, as they could have been typed: those typed beside it come first. */
export function flagsOfRun(named: string): object {
  try {
    const { flags }: { flags?: unknown } = JSON.parse(readFileSync(configPathOf(named), 'utf8'));
    return asTyped(flags);
  } catch {
    return {};
  }
}

/** Flags as they could have been typed, without any that `train` does not know. */
export function asTyped(flags: unknown): Record<string, string | boolean> {
  if (typeof flags !== 'object' || flags === null) return {};
  return Object.fromEntries(
    Object.entries(flags).flatMap(([name, value]) => {
      if (!keptFlags.some((known) => known === name)) return [];
      if (Array.isArray(value)) return [[name, value.length === 0 ? 'none' : value.join(',')]];
      return [[name, typeof value === 'boolean' ? value : String(value)]];
    }),
  );
}
