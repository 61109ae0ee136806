import yargs from 'yargs';

/** What `measure` is asked for. */
export interface Flags {
  readonly model: string | undefined;
  readonly pictures: number;
  readonly seed: number;
  readonly out: string;
}

/** Reads the command line; a wrong one ends the process with a message. */
export function parseFlags(args: readonly string[]): Flags {
  return yargs(args)
    .scriptName('measure')
    .usage('$0: how often a model names pictures rightly that others might have made')
    .option('model', { describe: 'Model file [default: trains one]', type: 'string', requiresArg: true })
    .option('pictures', { describe: 'How many pictures of each kind', type: 'number', default: 500 })
    .option('seed', { describe: 'Decides how each is made', type: 'number', default: 1 })
    .option('out', { describe: 'JSON file to write', type: 'string', default: 'runs/pictures.json' })
    .check(({ pictures }) => {
      if (!Number.isInteger(pictures) || pictures < 1 || pictures > 10_000) {
        throw new Error(`--pictures is a whole number from 1 to 10000, got ${pictures}`);
      }
      return true;
    })
    .strict()
    .parseSync();
}
