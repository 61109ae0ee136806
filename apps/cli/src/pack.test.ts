import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

/** An npx that these tests were started by would tell the one below what to run. */
const { npm_config_call: _, npm_config_package: __, ...env } = process.env;
const fmnist = (...args: string[]) => run('npx', ['--no-install', 'fmnist', ...args], { cwd: folder, env });

describe('what npm pack makes of the command line, installed into an empty folder', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fmnist-pack-'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: cli });
    const [{ filename }] = JSON.parse(stdout);
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`], {
      cwd: folder,
    });
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('needs nothing that is not published', async () => {
    const text = await readFile(join(folder, 'node_modules', 'cli', 'package.json'), 'utf8');
    const { dependencies } = JSON.parse(text);
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('trains with threads, and gives the same weights as with one', async () => {
    const train = async (threads: string) => {
      const { stdout } = await fmnist(
        ...['train', '--hidden', '8', '--epochs', '1', '--out', threads, '--threads', threads, '--json'],
      );
      return JSON.parse(stdout).weightsSha256;
    };
    expect(await train('2')).toBe(await train('1'));
  });

  it('predicts with the models that come with it', async () => {
    await sharp({ create: { width: 60, height: 90, channels: 3, background: '#a33' } })
      .extend({ left: 30, right: 30, background: '#fff' })
      .png()
      .toFile(join(folder, 'picture.png'));
    const { stdout } = await fmnist('predict', 'picture.png', '--model', 'mlp', '--json');
    expect(JSON.parse(stdout).probabilities).toHaveLength(10);
  });
});
