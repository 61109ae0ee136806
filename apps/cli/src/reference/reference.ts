import { helpOf, wordsIn } from '../help-text';

/** Lines of help are as long as they like. */
const UNWRAPPED = 600;

const surroundings = `## Exit status

| code | when |
| --- | --- |
| 0 | all went well |
| 1 | something could not be done: one sentence on stderr says what, where, and what to do |
| 2 | the command line itself is wrong |
| 130, 143 | interrupted by Ctrl-C, or asked to end: what was trained is saved |

## Environment

| variable | what it does |
| --- | --- |
| \`FMNIST_CACHE\` | where downloaded pictures are kept; default: \`fmnist\` in \`XDG_CACHE_HOME\`, else in \`~/.cache\` |
| \`FMNIST_MIRROR\` | a site that serves the data set’s four files, asked before the official ones |
| \`NO_COLOR\` | set to anything: no colours |

## Files

A training writes into a folder of its own, under \`runs/\` where it was called. Every file is replaced in one piece.
`;

/** The whole command line as Markdown, made of what \`--help\` says. */
export async function writeReference(): Promise<string> {
  const sections: string[] = [];
  const add = async (words: readonly string[]) => {
    const help = await helpOf(words, UNWRAPPED);
    sections.push(sectionOf(words, help));
    for (const name of wordsIn(help).commands) await add([...words, name]);
  };
  await add([]);
  const [top, ...commands] = sections;
  const note = '<!-- Made by `pnpm --filter cli docs` of what `fmnist --help` says: change it there. -->';
  return `${note}\n\n${top}\n${commands.join('\n')}\n${surroundings}`;
}

function sectionOf(words: readonly string[], help: string): string {
  const [synopsis, ...paragraphs] = help.trim().split('\n\n');
  const title = words.length === 0 ? '# fmnist' : `${'#'.repeat(words.length + 1)} ${words.join(' ')}`;
  const body = paragraphs.map((paragraph) => {
    const [heading, ...lines] = paragraph.split('\n');
    if (heading === 'Examples:') return examples(lines);
    const tables = { 'Commands:': 'command', 'Positionals:': 'argument', 'Options:': 'flag' };
    const column = Object.entries(tables).find(([name]) => name === heading)?.[1];
    return column ? table(column, lines) : cell(paragraph);
  });
  return `${[title, `\`${synopsis.replace(/: .*/, '')}\``, ...body].filter((part) => part !== '').join('\n\n')}\n`;
}

function table(column: string, lines: readonly string[]): string {
  const rows = lines.flatMap((line) => {
    const { name, text, value } = entryOf(line);
    if (column === 'flag' && ['-h, --help', '-v, --version'].includes(name)) return [];
    return [`| \`${name}\` | ${cell(text)} | ${cell(value)} |`];
  });
  return rows.length === 0
    ? ''
    : [
        `| ${column} | what it ${column === 'command' ? 'does' : 'says'} | value |`,
        '| --- | --- | --- |',
        ...rows,
      ].join('\n');
}

/** A line of help: what it explains, the explanation, and in brackets what it may be. */
function entryOf(line: string): { name: string; text: string; value: string } {
  const [name, text = '', value = ''] = line.trim().split(/ {2,}/);
  const isValue = text.startsWith('[');
  return { name, text: isValue ? '' : text, value: isValue ? text : value };
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/ *\[(string|boolean|array|number|default: false)\]/g, '')
    .trim();
}

function examples(lines: readonly string[]): string {
  const shown = lines.map((line) => {
    const { name, text } = entryOf(line);
    return text === '' ? name : `${name}  # ${text}`;
  });
  return ['```sh check', ...shown, '```'].join('\n');
}
