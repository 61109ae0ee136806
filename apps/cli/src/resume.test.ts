import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Model, RandomStream } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, spawnFmnist } from './spawn-fmnist';

const shape = ['--hidden', '24', '--print-every', '0', '--seed', '3'];
const job = [...shape, '--epochs', '8'];
const often = ['--checkpoint-every', '0.001m'];
const moments = new RandomStream(7, 'moments');
let folder: string;
let whole: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-resume-'));
  whole = hashOf(await fmnist(['train', ...job, '--out', 'whole', '--json']));
});

afterAll(() => rm(folder, { recursive: true }));

const fmnist = (args: string[]): Promise<Ended> => spawnFmnist(args, folder).ended;

function hashOf({ code, stdout, stderr }: Ended): string {
  expect([code, stderr.match(/^fmnist: .*/m)?.[0]]).toEqual([0, undefined]);
  return JSON.parse(stdout.trim()).weightsSha256;
}

/** Sends a signal some time after the training has begun, or after the process has. */
async function interrupt(
  args: string[],
  signal: NodeJS.Signals,
  afterMs: number,
  from: 'training' | 'start',
) {
  const { process, ended } = spawnFmnist(args, folder);
  if (from === 'training') {
    await new Promise<void>((resolve) => {
      process.stdout?.on('data', (text) => {
        if (String(text).includes('epoch: ')) resolve();
      });
      process.on('close', () => resolve());
    });
  }
  await delay(afterMs);
  process.kill(signal);
  return ended;
}

describe.each<[NodeJS.Signals, number | null]>([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGKILL', null],
])('a run interrupted by %s', (signal, exitCode) => {
  it('at 20 random moments, on one thread or two, ends with the weights of one that never was', async () => {
    let interrupted = 0;
    for (let run = 0; interrupted < 20; run++) {
      const out = `${signal}-${run}`;
      let args = ['train', ...job, ...often, '--out', out];
      for (let times = 0; times < 10; times++) {
        // What dies at once may do so before its training; what saves first must have begun one.
        const from = signal === 'SIGKILL' && times % 2 === 0 ? 'start' : 'training';
        const afterMs = (from === 'start' ? 1200 : 150) * moments.uniform(100 * run + times);
        // What began on one thread goes on on two, and the other way round.
        const threads = ['--threads', String(1 + ((run + times) % 2))];
        const ended = await interrupt([...args, ...threads], signal, afterMs, from);
        if (ended.code === 0) break;
        interrupted++;
        if (exitCode === null) {
          expect(ended.signal).toBe('SIGKILL');
        } else {
          expect(ended.code).toBe(exitCode);
          expect(ended.stdout).toMatch(
            /Interrupted: saved .*checkpoint\.safetensors\nTo go on: fmnist train --resume /,
          );
        }
        const names: string[] = await readdir(join(folder, out)).catch(() => []);
        if (names.includes('config.json')) args = ['train', '--resume', out];
        if (names.includes('checkpoint.safetensors')) {
          Model.loadCheckpoint(await readFile(join(folder, out, 'checkpoint.safetensors')));
        }
      }
      expect(hashOf(await fmnist([...args, '--json']))).toBe(whole);
      const leftovers = (await readdir(join(folder, out))).filter((name) => name.endsWith('.tmp'));
      expect(leftovers.filter((name) => name.startsWith('checkpoint'))).toEqual([]);
    }
  });
});

describe('fmnist train --resume', () => {
  it('keeps the flags of the run, its history and its best model, and may train for longer', async () => {
    const flags = '--history csv --save-best --early-stopping 5 --reduce-lr 2'.split(' ');
    await fmnist(['train', ...shape, ...flags, '--epochs', '3', '--out', 'short']);
    const longer = await fmnist(['train', '--resume', 'short', '--epochs', '6', '--json']);
    const atOnce = await fmnist(['train', ...shape, ...flags, '--epochs', '6', '--out', 'at-once', '--json']);
    expect(hashOf(longer)).toBe(hashOf(atOnce));
    const columns = async (run: string) =>
      (await readFile(join(folder, run, 'history.csv'), 'utf8')).replace(/,[\d.]+\r\n/g, '\n');
    expect(await columns('short')).toBe(await columns('at-once'));
    const best = (run: string) => readFile(join(folder, run, 'best.model.safetensors'));
    expect(await best('short')).toEqual(await best('at-once'));
    const config = JSON.parse(await readFile(join(folder, 'short', 'config.json'), 'utf8'));
    expect(config.flags).toMatchObject({ epochs: 6, hidden: [24], history: 'csv', 'early-stopping': 5 });
  });

  it('of a run that is over says so, and saves what it gave, once more', async () => {
    await rm(join(folder, 'whole', 'fashion_mnist.model.safetensors'));
    const ended = await fmnist(['train', '--resume', 'whole', '--json']);
    expect(ended.stderr).toMatch(
      /^All \d+ epochs of .*whole are done; to train on, give more with --epochs$/m,
    );
    expect(hashOf(ended)).toBe(whole);
    expect(await readdir(join(folder, 'whole'))).toContain('fashion_mnist.model.safetensors');
  });

  it('takes the checkpoint itself as well', async () => {
    expect(hashOf(await fmnist(['train', '--resume', 'whole/checkpoint.safetensors', '--json']))).toBe(whole);
  });

  it.each([
    ['train --resume whole --seed 4', 2, /--seed cannot be changed when a run is resumed: this one has "3"/],
    ['train --resume whole --hidden 8', 2, /--hidden cannot be changed .* "24"/],
    ['train --resume whole --learning-rate 1', 2, /--learning-rate cannot be changed .* has none/],
    ['train --resume whole --epochs 2', 1, /is in epoch 8 already/],
    ['train --resume nowhere', 1, /there is no run to go on with: config\.json is not there/],
    ['train --resume whole/config.json/run', 1, /there is no run to go on with/],
    ['train --resume damaged', 1, /config\.json is damaged/],
    ['train --resume newer', 1, /format version 9, newer than 2/],
    ['train --resume older', 1, /format version 1, which says too little to repeat the run/],
    ['train --resume garbage', 1, /--resume garbage: /],
    ['train --resume whole --out other', 2, /resume and out are mutually exclusive/],
    ['train --checkpoint-every 0', 2, /--checkpoint-every must be a number of epochs/],
    ['train --checkpoint-every 5h', 2, /--checkpoint-every must be .* got "5h"/],
    ['train --early-stopping 0', 2, /--early-stopping must be a whole number > 0/],
    ['train --monitor val_loss', 2, /monitor/],
    ['train --history xlsx', 2, /history/],
  ])('"fmnist %s" ends with exit code %i and a sentence', async (line, code, message) => {
    await writeFileAtomically(join(folder, 'damaged', 'config.json'), '{"flags":3}');
    await writeFileAtomically(join(folder, 'newer', 'config.json'), '{"formatVersion":9,"flags":{}}');
    await writeFileAtomically(join(folder, 'older', 'config.json'), '{"formatVersion":1,"flags":{}}');
    const config = await readFile(join(folder, 'whole', 'config.json'));
    await writeFileAtomically(join(folder, 'garbage', 'config.json'), config);
    await writeFile(join(folder, 'garbage', 'checkpoint.safetensors'), 'garbage');
    const ran = await fmnist(line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: /);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(code);
  });

  it('with a second signal ends at once, the last checkpoint whole', async () => {
    const args = ['train', ...shape, '--epochs', '500', '--out', 'twice'];
    const { process, ended } = spawnFmnist(args, folder);
    let text = '';
    await new Promise<void>((resolve) => {
      process.stdout?.on('data', (more) => {
        text += more;
        if (text.includes('epoch: 3')) resolve();
      });
    });
    process.kill('SIGINT');
    process.kill('SIGTERM');
    const { code } = await ended;
    expect([130, 143]).toContain(code);
    const bytes = await readFile(join(folder, 'twice', 'checkpoint.safetensors'));
    expect(Model.loadCheckpoint(bytes).progress.epoch).toBeGreaterThanOrEqual(2);
  });
});
