import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../package.json';
import { spawnFmnist } from './spawn-fmnist';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let folder: string;

const fmnist = (args: string[], variables?: NodeJS.ProcessEnv) => spawnFmnist(args, folder, variables).ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-help-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('help', () => {
  it('tells every command, and of each its flags and examples', async () => {
    const { code, stdout } = await fmnist(['--help']);
    expect(code).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}fmnist ([\w-]+)/gm)].map(([, name]) => name);
    expect(commands).toEqual(expect.arrayContaining(['train', 'predict', 'data', 'doctor', 'completion']));
    for (const command of commands) {
      const help = await fmnist([command, '--help']);
      expect(help.code).toBe(0);
      expect(help.stdout, `the help of ${command}`).toMatch(/^Examples:\n {2}\S/m);
    }
  });

  it('tells the version', async () => {
    expect(await fmnist(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it('is in English whatever the language of the system', async () => {
    const english = await fmnist(['--help']);
    const german = await fmnist(['--help'], { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', LANGUAGE: 'de' });
    expect(german).toEqual(english);
  });

  it('loads nothing of the network, so that it comes at once', async () => {
    const loaded = (await loadedBy(main)).join('\n');
    expect(loaded).toContain('var UsageError = class extends Error');
    expect(loaded).not.toMatch(/\bvar UserError = class\b|\bWebAssembly\b|\bzod\b/);
    expect(loaded.length).toBeLessThan(250_000);
  });
});

/** The text of a module and of all that it loads before it begins. */
async function loadedBy(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = await readFile(file, 'utf8');
  const names = [...text.matchAll(/^(?:import|\} from) "(\.\/[^"]+)";$/gm)].map(([, name]) => name);
  const others = await Promise.all(names.map((name) => loadedBy(join(dirname(file), name), seen)));
  return [text, ...others.flat()];
}

describe('a word that is not known', () => {
  it.each([
    [['trian'], 'Unknown argument: trian; did you mean train?'],
    [['train', '--epochz', '3'], 'Unknown argument: epochz; did you mean --epochs?'],
    [
      ['train', '--lerning-rate', '1', '--sed', '2'],
      'Unknown arguments: lerning-rate, sed; did you mean --learning-rate and --seed?',
    ],
    [['presets', 'lst'], 'Unknown argument: lst; did you mean list?'],
    [['data', 'onfi'], 'Unknown argument: onfi; did you mean info?'],
    [['train', '--xyzzyxyzzy'], 'Unknown argument: xyzzyxyzzy'],
  ])('%j ends with exit code 2, and what was meant', async (args, sentence) => {
    expect(await fmnist(args)).toMatchObject({ code: 2, stdout: '', stderr: `fmnist: ${sentence}\n` });
  });
});

describe('completion', () => {
  const completed = async (...words: string[]) =>
    (await fmnist(['--complete', ...words])).stdout.trim().split('\n');

  it('offers commands, flags and the values they may have', async () => {
    expect(await completed('tr')).toEqual(['train']);
    expect(await completed('train', '--val')).toEqual(['--validation-split']);
    expect(await completed('train', '--optimizer', '')).toEqual(['adam', 'sgd', 'adagrad', 'rmsprop']);
    expect(await completed('train', '--preset', 'cnn')).toEqual(['cnn-small', 'cnn']);
    expect(await completed('data', 'in')).toContain('info');
    expect(await completed('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await completed('predict', 'picture')).toEqual(['']);
  });

  it('works in bash, by the script it prints', async () => {
    const command = join(folder, 'fmnist');
    await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
    const script =
      'eval "$(fmnist completion bash)"; COMP_WORDS=(fmnist train --mon); COMP_CWORD=2; _fmnist; echo "$COMPREPLY"';
    const { stdout } = await run('bash', ['-c', script], {
      cwd: folder,
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    expect(stdout).toBe('--monitor\n');
  });

  it.each(['bash', 'zsh', 'fish'])('prints a script for %s', async (shell) => {
    const { code, stdout } = await fmnist(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('fmnist --complete');
  });

  it('says which shells there are', async () => {
    const { code, stderr } = await fmnist(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toBe('fmnist: Wrong value: shell is "tcsh", but must be one of "bash", "zsh", "fish"\n');
  });
});

describe('doctor', () => {
  it('finds nothing wrong on a machine where tests run', async () => {
    const { code, stdout } = await fmnist(['doctor', '--json']);
    expect(code).toBe(0);
    const { checks } = JSON.parse(stdout);
    expect(checks.map(({ name }: { name: string }) => name)).toEqual([
      'Node',
      'vectors',
      'threads',
      'pictures',
      'data set',
      'cache',
      'runs',
      'models',
    ]);
    expect(checks.every(({ state }: { state: string }) => state !== 'broken')).toBe(true);
  });

  it('says what is broken, and what to do', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, stdout } = await fmnist(['doctor'], { FMNIST_CACHE: join(file, 'cache') });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ cache .*cannot write into .*a-file/m);
    expect(stdout).toMatch(/→ set FMNIST_CACHE to a folder you may write/);
  });

  it('says what is slow where the machine has no WebAssembly', async () => {
    const { code, stdout } = await fmnist(['doctor'], { NODE_OPTIONS: '--jitless' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^! vectors .*no WebAssembly SIMD/m);
  });

  it('says what is slow where threads cannot share memory, and what to do', async () => {
    const flag = '--enable-sharedarraybuffer-per-context';
    const { stdout } = await run(process.execPath, [flag, main, 'doctor'], { cwd: folder });
    expect(stdout).toMatch(/^! threads .*no shared memory: one thread$/m);
    expect(stdout).toMatch(/→ start Node without flags that take SharedArrayBuffer away$/m);
  });
});

describe('bench', () => {
  it('measures training on each number of threads, and predictions', async () => {
    const { code, stdout } = await fmnist(['bench', '--pictures', '256', '--json']);
    expect(code).toBe(0);
    const { training, prediction } = JSON.parse(stdout);
    expect(training[0].threads).toBe(1);
    for (const { imagesPerSecond } of training) expect(imagesPerSecond).toBeGreaterThan(0);
    expect(prediction.one.p99).toBeGreaterThanOrEqual(prediction.one.p50);
    expect(prediction.batch.imagesPerSecond).toBeGreaterThan(0);
  });

  it('says where there are not so many pictures', async () => {
    const { code, stderr } = await fmnist(['bench', '--pictures', '70000']);
    expect(code).toBe(1);
    expect(stderr).toBe('fmnist: --pictures must be at most 60000, got 70000\n');
  });
});
