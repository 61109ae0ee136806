import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, spawnFmnist, userEnvironment } from '../spawn-fmnist';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
let folder: string;
let runs: string;

const fmnist = (...args: string[]): Promise<Ended> => spawnFmnist(args, folder).ended;

const copyOfFirst = (name: string) => cp(join(runs, 'first'), join(runs, name), { recursive: true });

async function change(path: string, edit: (value: ReturnType<typeof JSON.parse>) => void): Promise<void> {
  const value = JSON.parse(await readFile(path, 'utf8'));
  edit(value);
  await writeFile(path, JSON.stringify(value));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-runs-'));
  runs = join(folder, 'runs');
  expect(await fmnist('runs', 'list')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^There are no runs under .*: fmnist train makes the first\n$/),
  });
  const first = await fmnist(...'train --hidden 8 --epochs 2 --seed 5 --name first'.split(' '));
  expect([first.code, first.stderr]).toEqual([0, '']);
  const second = await fmnist(
    ...'train --hidden 8 --epochs 3 --seed 6 --learning-rate 0.01 --name second'.split(' '),
  );
  expect([second.code, second.stderr]).toEqual([0, '']);
  await copyOfFirst('stopped');
  await rm(join(runs, 'stopped/result.json'));
  await change(join(runs, 'stopped/config.json'), (config) => {
    config.recipe.epochs = 9;
    config.environment.startedAt = '2024-02-29T12:00:00.000Z';
  });
  await mkdir(join(runs, 'notes'));
  await copyOfFirst('torn');
  await writeFile(join(runs, 'torn/config.json'), '{"formatVersion": 2');
  await copyOfFirst('scribbled');
  await writeFile(join(runs, 'scribbled/history.jsonl'), '{"epoch":1}\n');
  await writeFile(join(runs, 'a file'), '');
});

afterAll(() => rm(folder, { recursive: true }));

describe('fmnist runs list', () => {
  it('tells runs, the newest first, from what was interrupted, is damaged, or is no run', async () => {
    const { code, stdout } = await fmnist('runs', 'list');
    expect(code).toBe(0);
    const [table, others] = stdout.split('\nNot listed:\n');
    const rows = table.trimEnd().split('\n');
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(['name', 'second', 'first', 'stopped']);
    expect(rows[2]).toMatch(
      /^first +\d{4}-\d\d-\d\d \d\d:\d\d +original +5 +2\/2 +done +\d\d\.\d\d% +[\d.]+m?s$/,
    );
    expect(rows[3]).toMatch(/^stopped +2024-02-29 .* 2\/9 +interrupted +– /);
    expect(others).toMatch(/^ {2}notes +.*notes is not the folder of a run: it has no config\.json$/m);
    expect(others).toMatch(/^ {2}torn +.*config\.json is damaged: it is not JSON$/m);
    expect(others).toMatch(/^ {2}scribbled +.*history\.jsonl, line 1, is damaged: loss: /m);

    const asJson = JSON.parse((await fmnist('runs', 'list', '--json')).stdout);
    expect(asJson.runs.map(({ name }: { name: string }) => name)).toEqual(['second', 'first', 'stopped']);
    const result = JSON.parse(await readFile(join(runs, 'first/result.json'), 'utf8'));
    expect(asJson.runs[1]).toMatchObject({
      state: 'done',
      preset: 'original',
      seed: 5,
      epochsDone: 2,
      epochsPlanned: 2,
      testAccuracy: result.test.accuracy,
      weightsSha256: result.weightsSha256,
    });
    expect(asJson.others).toHaveLength(3);
  });

  it('survives a training that diverged', async () => {
    await copyOfFirst('diverged');
    await change(join(runs, 'diverged/result.json'), (result) => {
      result.test.loss = null;
    });
    const lines = await readFile(join(runs, 'diverged/history.jsonl'), 'utf8');
    await writeFile(join(runs, 'diverged/history.jsonl'), lines.replaceAll(/oss":[\d.]+/g, 'oss":null'));
    expect((await fmnist('runs', 'list')).stdout).toMatch(/^diverged .* done /m);
    expect((await fmnist('runs', 'show', 'diverged')).stdout).toMatch(/^test +\d\d\.\d\d%, loss NaN$/m);
    const compared = await fmnist('runs', 'compare', 'first', 'diverged');
    expect([compared.code, compared.stderr]).toEqual([0, '']);
  });
});

describe('fmnist runs show', () => {
  it('says what a run is, how it went, what it left, and how to repeat it', async () => {
    const { code, stdout } = await fmnist('runs', 'show', 'first');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^flags +--epochs 2 --hidden 8 --seed 5$/m);
    expect(stdout).toMatch(/^data +60000 pictures to train on, 10000 to test with, 10 classes, from /m);
    expect(stdout).toMatch(/^test +\d\d\.\d\d%, loss 0\.\d{4}$/m);
    expect(stdout).toMatch(/^ +2 +0\.\d{4} +\d\d\.\d\d% /m);
    expect(stdout).toMatch(/^fashion_mnist\.model\.safetensors +[\d.]+ kB$/m);
    expect(stdout).toMatch(/^To repeat it: fmnist train --config runs\/first$/m);
    const { config, history, files } = JSON.parse(
      (await fmnist('runs', 'show', 'runs/first', '--json')).stdout,
    );
    expect(config).toEqual(JSON.parse(await readFile(join(runs, 'first/config.json'), 'utf8')));
    expect(history).toHaveLength(2);
    expect(files.map(({ name }: { name: string }) => name)).toEqual(
      (await readdir(join(runs, 'first'))).sort(),
    );
  });

  it('says of a run that was interrupted how to go on', async () => {
    expect((await fmnist('runs', 'show', 'stopped')).stdout).toMatch(
      /^To go on: +fmnist train --resume runs\/stopped$/m,
    );
  });
});

describe('fmnist runs compare', () => {
  it('sets accuracies side by side, tells what was different, and draws the curves over each other', async () => {
    const { code, stdout } = await fmnist('runs', 'compare', 'first', 'second');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +first +second$/m);
    expect(stdout).toMatch(/^test accuracy +\d\d\.\d\d% +\d\d\.\d\d%$/m);
    expect(stdout).toMatch(/^recipe\.model\.optimizer\.learningRate +0\.002 +0\.01$/m);
    expect(stdout).toMatch(/^flags\.seed +5 +6$/m);
    expect(stdout).not.toMatch(/^flags\.(learning-rate|hidden|preset)|^environment/m);
    const [, accuracy, loss] = stdout.split(/^validation (?:accuracy|loss) .*\n/m);
    for (const chart of [accuracy, loss]) {
      expect(chart).toMatch(/─.*\n/);
      expect(chart).toMatch(/╌.*\n/);
      expect(chart).toMatch(/^ +epoch 1 +3$/m);
    }
    const json = JSON.parse((await fmnist('runs', 'compare', 'first', 'second', '--json')).stdout);
    expect(json.differences).toContainEqual({ key: 'flags.seed', a: 5, b: 6 });
    expect([json.a.history.length, json.b.history.length]).toEqual([2, 3]);
  });

  it('names the layers of networks that have nothing in common', async () => {
    await copyOfFirst('deeper');
    await change(join(runs, 'deeper/config.json'), ({ recipe }) => {
      recipe.model.layers.push({ type: 'ReLU' });
    });
    const { stdout } = await fmnist('runs', 'compare', 'first', 'deeper');
    expect(stdout).toMatch(
      /^recipe\.model\.layers +Rescale, Dense, ReLU, Dense, Softmax +Rescale, Dense, ReLU, Dense, Softmax, R…$/m,
    );
  });

  it('finds nothing different in a run and its repetition', async () => {
    expect((await fmnist('train', '--config', 'runs/first', '--name', 'again')).code).toBe(0);
    const { stdout } = await fmnist('runs', 'compare', 'first', 'again');
    expect(stdout).toContain('Their configurations are the same.');
    expect(stdout).toMatch(/^weights +(\S+) +\1$/m);
  });
});

describe('fmnist runs rm', () => {
  const onTerminal = async (answer: string): Promise<{ code: number | null; text: string }> => {
    const command = [process.execPath, main, 'runs', 'rm', 'victim'].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd: folder,
      env: userEnvironment(),
    });
    let text = '';
    let asked = false;
    child.stdout.on('data', (more) => {
      text += more;
      if (asked || !text.includes('[y/N]')) return;
      asked = true;
      child.stdin.write(answer);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, text };
  };

  it.each([
    ['n', 'n\r'],
    ['nothing', '\r'],
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('asks on a terminal, and keeps the run on %s', async (_, answer) => {
    await copyOfFirst('victim');
    const { code, text } = await onTerminal(answer);
    expect(code).toBe(1);
    expect(text).toMatch(/Remove victim \([\d.]+ [kM]B\)\? \[y\/N\]/);
    expect(text).toMatch(/^fmnist: Nothing was removed\r?$/m);
    expect(text).not.toMatch(/\n\s+at /);
    expect(await readdir(runs)).toContain('victim');
  });

  it('asks on a terminal, and removes the run on y', async () => {
    await copyOfFirst('victim');
    const { code, text } = await onTerminal('y\r');
    expect(code).toBe(0);
    expect(text).toMatch(/^Removed victim\r?$/m);
    expect(await readdir(runs)).not.toContain('victim');
  });

  it('does not remove what it cannot ask about', async () => {
    const { code, stderr } = await fmnist('runs', 'rm', 'second');
    expect(code).toBe(1);
    expect(stderr).toBe('fmnist: There is no terminal to ask on whether to remove them: say so with --yes\n');
    expect(await readdir(runs)).toContain('second');
  });

  it('removes all that are named, or none where one is no run', async () => {
    await copyOfFirst('x');
    await copyOfFirst('y');
    const refused = await fmnist('runs', 'rm', 'x', 'notes', '--yes');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^fmnist: .*notes is not the folder of a run: it has no config\.json\n$/);
    expect(await readdir(runs)).toContain('x');
    expect(await fmnist('runs', 'rm', 'x', 'runs/y', 'x', '--yes')).toMatchObject({
      code: 0,
      stdout: 'Removed x\nRemoved y\n',
    });
    const left = await readdir(runs);
    expect(left).not.toContain('x');
    expect(left).not.toContain('y');
  });

  it('keeps the files of others', async () => {
    await copyOfFirst('shared');
    await writeFile(join(runs, 'shared/thesis.txt'), 'years of work');
    const { code, stdout } = await fmnist('runs', 'rm', 'shared', '--yes');
    expect(code).toBe(0);
    expect(stdout).toBe('Removed shared, but not its folder, which has files of others: thesis.txt\n');
    expect(await readdir(join(runs, 'shared'))).toEqual(['thesis.txt']);
  });

  it('leaves a run alone while it is trained', async () => {
    const flags = 'train --hidden 8 --epochs 500 --name busy'.split(' ');
    const { process, ended } = spawnFmnist(flags, folder);
    await new Promise<void>((resolve) => {
      process.stdout?.on('data', (text) => {
        if (String(text).includes('step: ')) resolve();
      });
    });
    const { code, stderr } = await fmnist('runs', 'rm', 'busy', '--yes');
    const listed = await fmnist('runs', 'list');
    process.kill('SIGTERM');
    await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fmnist: .*busy is being trained by process \d+/);
    expect(listed.stdout).toMatch(/^busy .* running /m);
    expect((await fmnist('runs', 'list')).stdout).toMatch(/^busy .* interrupted /m);
  });
});

describe('export', () => {
  it('takes the model of the run that ended last, whatever the runs are called', async () => {
    for (const [name, hours] of [
      ['second', 1],
      ['first', 2],
    ] as const) {
      const later = new Date(Date.now() + hours * 3_600_000);
      await utimes(join(runs, name, 'fashion_mnist.model.safetensors'), later, later);
    }
    const { code, stdout } = await fmnist('export', '--format', 'json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^.*runs\/first\/fashion_mnist\.model\.json: /);
  });
});

describe('wrong use', () => {
  it.each([
    ['runs', 2, /runs: say what to do: list, show, compare or rm/],
    ['runs show', 2, /Too few arguments/],
    ['runs show nothing', 1, /There is no run "nothing" under .*: runs list tells which there are/],
    ['runs show torn', 1, /torn\/config\.json is damaged: it is not JSON/],
    ['runs compare first', 2, /Too few arguments: fmnist runs compare <a> <b>/],
    ['runs compare first notes', 1, /notes is not the folder of a run/],
    ['runs rm', 2, /Too few arguments/],
    ['evaluate --model first', 1, /did you mean the run .*runs\/first\?/],
    ['runs rm .. --yes', 1, /is not the folder of a run/],
    ['runs rm torn --yes', 1, /torn\/config\.json is damaged/],
  ])('"fmnist %s" ends with exit code %i and a sentence', async (line, code, message) => {
    const ran = await fmnist(...line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: .*\n$/);
    expect(ran.code).toBe(code);
  });
});
