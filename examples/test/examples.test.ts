import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { launchChromium, openPage, serve } from '@fmnist/browser';
import { pickFromDataset } from '@fmnist/data';
import { exportImages, loadFashionMnist } from '@fmnist/data/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const run = promisify(execFile);
const examples = fileURLToPath(new URL('../', import.meta.url));
const tsx = join(examples, 'node_modules/.bin/tsx');
let folder: string;

/** Runs an example in a folder of its own. @returns what it printed */
const runExample = async (name: string, ...args: string[]) =>
  (await run(tsx, [join(examples, name, 'main.ts'), ...args], { cwd: folder })).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-examples-'));
  const { test } = await loadFashionMnist();
  const wanted = new Set([1, 8]);
  const rows = Uint32Array.from(test.labels.keys()).filter((row) => wanted.has(test.labels[row]));
  await mkdir(join(folder, 'pictures'));
  await exportImages(pickFromDataset(test, rows.subarray(0, 120)), join(folder, 'pictures'));
});
afterAll(() => rm(folder, { recursive: true }));

it('the quick start learns its points', async () => {
  const output = await runExample('quick-start');
  const share = /right for (\d+)% of the points/.exec(output)?.[1];
  expect(Number(share)).toBeGreaterThanOrEqual(95);
  expect(output).toMatch(/\nfirst arm: [\d.]+%\nsecond arm: [\d.]+%\nthird arm: [\d.]+%\n$/);
});

it('the original program prints what it always printed, and what it saved is as good as what it trained', async () => {
  const lines = (await runExample('original', '1')).trimEnd().split('\n');
  const numbers = 'acc: \\d\\.\\d{3}, loss: \\d\\.\\d{3}';
  const learning = `${numbers} \\(data_loss: \\d\\.\\d{3}, reg_loss: \\d\\.\\d{3}\\), lr: [\\d.]+`;
  const validation = new RegExp(`^validation, ${numbers}$`);
  expect(lines.shift()).toBe('epoch: 1');
  for (const step of [0, 100, 200, 300, 400, 468]) {
    expect(lines.shift()).toMatch(new RegExp(`^step: ${step}, ${learning}$`));
  }
  expect(lines.shift()).toMatch(new RegExp(`^training, ${learning}$`));
  const [trained, loaded, first] = lines;
  expect(trained).toMatch(validation);
  expect(loaded).toBe(trained);
  expect(Number(/acc: ([\d.]+)/.exec(trained)?.[1])).toBeGreaterThan(0.75);
  expect(first).toBe('Ankle boot (shows: Ankle boot)');
});

it('pictures of one’s own are learnt, and another is named', async () => {
  const picture = join(folder, 'pictures/1', (await names('pictures/1'))[0]);
  const output = await runExample('own-images', 'pictures', picture);
  expect(output).toMatch(/^right for (100|9\d)% of 24 pictures held back\n/);
  expect(output).toMatch(/png: 1 \([\d.]+%\)\n$/);
});

it('a page learns without a bundler', async () => {
  const server = await serve({ isolated: false, routes: { '/': { folder: join(examples, '..') } } });
  const chromium = await launchChromium();
  try {
    const { page, errors, close } = await openPage(
      chromium.browser,
      `${server.url}/examples/browser/index.html`,
    );
    await page.waitForFunction("document.querySelector('output').value !== '…'");
    const answers = ((await page.locator('output').textContent()) ?? '').split(' ').map(Number);
    expect(errors).toEqual([]);
    expect(answers.map(Math.round)).toEqual([0, 1, 1, 0]);
    await close();
  } finally {
    await chromium.close();
    await server.close();
  }
});

it('the server names a picture, and says what is wrong with what is none', async () => {
  const port = await freePort();
  const child = spawn(tsx, [join(examples, 'serve/main.ts')], {
    env: { ...process.env, PORT: String(port) },
  });
  try {
    const ask = async (body: Uint8Array<ArrayBuffer>): Promise<[number, string]> => {
      const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
      return [response.status, await response.text()];
    };
    await vi.waitUntil(() => ask(new Uint8Array()).catch(() => false), 60_000);
    const picture = await readFile(join(folder, 'pictures/1', (await names('pictures/1'))[0]));
    expect(await ask(new Uint8Array(picture))).toEqual([
      200,
      expect.stringMatching(/^Trouser \([\d.]+%\)\n$/),
    ]);
    expect(await ask(new TextEncoder().encode('a letter'))).toEqual([
      400,
      expect.stringContaining('The body is not a picture'),
    ]);
  } finally {
    child.kill();
  }
});

async function names(path: string): Promise<string[]> {
  return readdir(join(folder, path));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port');
  return address.port;
}
