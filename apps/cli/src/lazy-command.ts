import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs';

/** What a command takes, and does. */
// biome-ignore lint/complexity/noBannedTypes: yargs' own word for a command without flags.
export interface LazyCommand<Flags = {}> {
  readonly builder: (yargs: Argv) => Argv<Flags>;
  readonly handler: (flags: ArgumentsCamelCase<Flags>) => void | Promise<void>;
}

/** A command whose module is loaded when somebody calls it: so that `--help` answers at once. */
export function lazily<Flags>(
  command: string,
  describe: string,
  load: () => Promise<LazyCommand<Flags>>,
): CommandModule<unknown, Flags> {
  return {
    command,
    describe,
    builder: async (yargs) => (await load()).builder(yargs),
    handler: async (flags) => (await load()).handler(flags),
  };
}
