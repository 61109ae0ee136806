import { type ParseEntry, parse } from 'shell-quote';
import type { CodeBlock } from './code-blocks';

/** A command and what the document says it prints. */
export interface SessionStep {
  readonly command: string;
  readonly output: string;
}

/** A session's commands, each behind a `$`, with what is printed below it. */
export function sessionSteps({ code }: CodeBlock): SessionStep[] {
  const [, ...parts] = `\n${code}`.split(/\n\$ /);
  return parts.map((part) => {
    const [command, ...output] = part.split('\n');
    return { command, output: output.join('\n') };
  });
}

/** What a block gives to the shell. */
export function scriptOf(block: CodeBlock): string {
  return block.language === 'console'
    ? sessionSteps(block)
        .map(({ command }) => command)
        .join('\n')
    : block.code;
}

/** The simple commands of a script, as words; variables stay as they are written. */
export function simpleCommands(script: string): string[][] {
  const commands: string[][] = [];
  for (const line of script.replaceAll('\\\n', ' ').split('\n')) {
    let words: string[] = [];
    const end = () => {
      if (words.length > 0) commands.push(words);
      words = [];
    };
    let skipsNext = false;
    for (const entry of parse(line, (name) => `$${name}`)) {
      if (typeof entry === 'object' && 'op' in entry && entry.op !== 'glob') {
        skipsNext = ['>', '<', '>>', '>&'].includes(entry.op);
        if (!skipsNext) end();
        // The number in front of a redirection says what is redirected.
        else if (/^\d$/.test(words.at(-1) ?? '')) words.pop();
      } else if (skipsNext) {
        skipsNext = false;
      } else {
        const word = wordOf(entry);
        const isAssignment = words.length === 0 && /^\w+=/.test(word);
        if (word !== '' && !isAssignment) words.push(word);
      }
    }
    end();
  }
  return commands;
}

function wordOf(entry: ParseEntry): string {
  if (typeof entry === 'string') return entry;
  return 'pattern' in entry ? entry.pattern : '';
}
