import { createParser } from './parser';

/**
 * The help text of a command, such as `data info`; of `fmnist` itself where there are no words.
 * @param width of its lines
 */
export function helpOf(words: readonly string[], width: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [...words, '--help'];
    createParser(args, width).parse(args, {}, (error: Error | undefined, _: unknown, output: string) => {
      if (error) reject(error);
      else resolve(output);
    });
  });
}

/** What a help text tells of a command. */
export interface KnownWords {
  /** With their dashes. */
  readonly flags: readonly string[];
  /** The names of the commands below it. */
  readonly commands: readonly string[];
  /** What a flag, or an argument, may be, where that is a choice. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** The words that a help text explains. */
export function wordsIn(help: string): KnownWords {
  const lines = help.split('\n');
  const named = lines.flatMap((line) => {
    const [, name] = /^ +(?:-\w, +)?(--[a-z][\w-]*|\w+)(?: |$)/.exec(line) ?? [];
    return name ? [{ name, line }] : [];
  });
  const commands = section(lines, 'Commands:').flatMap((line) => {
    const [, name] = /^ {2}fmnist (?:[\w-]+ )*?([\w-]+)(?= [[<]| {2,}|$)/.exec(line) ?? [];
    return name ? [name] : [];
  });
  const choices = named.flatMap(({ name, line }) => {
    const [, values] = /\[choices: ([^\]]*)\]/.exec(line) ?? [];
    return values ? [[name, values.split(', ').map((value) => value.slice(1, -1))] as const] : [];
  });
  return {
    flags: named.flatMap(({ name }) => (name.startsWith('--') ? [name] : [])),
    commands,
    choices: new Map(choices),
  };
}

function section(lines: readonly string[], title: string): readonly string[] {
  const start = lines.indexOf(title) + 1;
  if (start === 0) return [];
  const end = lines.indexOf('', start);
  return lines.slice(start, end < 0 ? lines.length : end);
}
