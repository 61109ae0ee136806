import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { documents, placeOf, readCodeBlocks } from '../src/code-blocks';
import { scriptOf, simpleCommands } from '../src/commands';
import { understand } from '../src/understand';
import { workspace } from '../src/workspace';

const run = promisify(execFile);
const blocks = readCodeBlocks();
const shell = blocks.filter(({ language }) => language === 'sh' || language === 'console');

/** What a package's scripts are, by its name. */
const scripts = new Map(
  [
    'package.json',
    ...globSync('{packages,apps,tooling,docs}/*/package.json', { cwd: workspace }),
    'examples/package.json',
  ]
    .filter((path) => existsSync(workspace + path))
    .map((path): [string, Record<string, string>] => {
      const { name, scripts } = JSON.parse(readFileSync(workspace + path, 'utf8'));
      return [path === 'package.json' ? '' : name, scripts ?? {}];
    }),
);
/** What pnpm does itself. */
const OWN_COMMANDS = ['install', 'exec', 'deploy', 'add'];

it('every document is looked at, and says of each block what is done with it', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/cli.md', 'packages/core/README.md']));
  const kinds = ['ts', 'ts check', 'sh', 'sh check', 'console', 'console check', 'text'];
  const others = blocks.filter(({ language, kind }) => !kinds.includes(`${language} ${kind}`.trim()));
  expect(others.map((block) => `${placeOf(block)}: ${block.language} ${block.kind}`)).toEqual([]);
});

it('no more is left at being checked than has to be', () => {
  const commands = blocks.filter(({ kind, file }) => kind === 'check' && file !== 'docs/cli.md');
  expect(commands.length).toBeLessThanOrEqual(24);
});

describe.each(shell.map((block) => [placeOf(block), block] as const))('%s', (_, block) => {
  const commands = simpleCommands(scriptOf(block));

  it('is what a shell understands', async () => {
    await run('bash', ['-n', '-c', scriptOf(block)]);
    expect(commands.length).toBeGreaterThan(0);
  });

  it('calls scripts and names files of the workspace that there are', () => {
    for (const words of commands) {
      for (const script of scriptsCalled(words)) expect(script.known, script.name).toContain(script.name);
      const paths = words.filter((word) => /^(apps|packages|docs|tooling|examples)\//.test(word));
      for (const path of paths) {
        const places = [workspace + path, join(workspace, dirname(block.file), path)];
        expect(
          places.some((place) => existsSync(place)),
          path,
        ).toBe(true);
      }
    }
  });
});

it('every command of fmnist in a document is one that fmnist understands', async () => {
  const lines = shell.flatMap((block) =>
    simpleCommands(scriptOf(block)).flatMap((words) => {
      const args = fmnistArguments(words);
      return args ? [{ place: placeOf(block), args }] : [];
    }),
  );
  expect(lines.length).toBeGreaterThan(40);
  const answers = await understand(lines.map(({ args }) => args));
  const refused = lines.flatMap(({ place, args }, i) => {
    const answer = answers[i];
    return answer === null || args.includes('trian') ? [] : [`${place}: fmnist ${args.join(' ')}: ${answer}`];
  });
  expect(refused).toEqual([]);
});

/** What is asked of fmnist, where a command asks it. */
function fmnistArguments(words: readonly string[]): string[] | undefined {
  const line = words.filter((word) => word !== '--silent').join('\n');
  const call =
    /^(fmnist|pnpm\nfmnist|pnpm\n--filter\ncli(?=\n(train|evaluate)\b)|npm\nrun(?=\ntrain\b))(\n|$)/.exec(
      line,
    );
  if (!call) return undefined;
  return line.slice(call[0].length).replace('train\n--\n', 'train\n').split('\n').filter(Boolean);
}

/** The scripts that a command calls, and those there are. */
function scriptsCalled([program, ...words]: readonly string[]): { name: string; known: string[] }[] {
  if (program !== 'pnpm' && program !== 'npm') return [];
  const name = words.find(
    (word, i) => !word.startsWith('-') && word !== 'run' && words[i - 1] !== '--filter',
  );
  const filter = words.indexOf('--filter');
  const isOfPackage = filter >= 0 && name !== undefined && filter < words.indexOf(name);
  const target = isOfPackage ? words[filter + 1] : '';
  const known = [...Object.keys(scripts.get(target.replace(/\.\.\.$/, '')) ?? {}), ...OWN_COMMANDS, 'pack'];
  return name ? [{ name, known }] : [];
}
