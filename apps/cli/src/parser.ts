import yargs, { type Argv } from 'yargs';
import { withCommands } from './commands';
import { UsageError } from './flags';
import { VERSION } from './version';

/** A word that no command knows, with the help of the command that it was said to. */
export class UnknownWordError extends UsageError {
  override name = 'UnknownWordError';

  constructor(
    message: string,
    readonly words: readonly string[],
    readonly help: Promise<string>,
  ) {
    super(message);
  }
}

/** A command that was not told what it works on, with its help. */
export class MissingWordError extends UsageError {
  override name = 'MissingWordError';

  constructor(readonly help: Promise<string>) {
    super('Too few arguments');
  }
}

/**
 * The command line as it is understood. What it throws is for `main` to tell.
 * @param width of the lines of help
 */
export function createParser(args: readonly string[], width: number): Argv {
  const parser = yargs([...args]);
  return withCommands(parser)
    .scriptName('fmnist')
    .usage('$0 <command>: a neural network that learns Fashion-MNIST')
    .demandCommand(1, 'Name a command; fmnist --help lists them')
    .strict()
    .help()
    .alias('help', 'h')
    .version(VERSION)
    .alias('version', 'v')
    .epilogue('fmnist <command> --help tells more, with examples.')
    .wrap(width)
    .updateStrings({
      'Invalid values:': 'Wrong value',
      'Argument: %s, Given: %s, Choices: %s': '%s is %s, but must be one of %s',
    })
    .parserConfiguration({ 'camel-case-expansion': false })
    .exitProcess(false)
    .fail((message, error) => {
      if (error) throw error;
      const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message);
      if (unknown) throw new UnknownWordError(message, unknown[1].split(', '), parser.getHelp());
      if (message.startsWith('Not enough non-option')) throw new MissingWordError(parser.getHelp());
      throw new UsageError(inOneSentence(message));
    });
}

function inOneSentence(message: string): string {
  return message
    .replace(
      /^Missing required arguments?: (.*)/,
      (_, names: string) => `Missing: --${names.replaceAll(', ', ', --')}; --help tells more`,
    )
    .replace(/\n */g, ': ');
}
