import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  findChromium,
  isolatesPages,
  type LaunchedChromium,
  launchChromium,
  openPage,
  type RunningServer,
  serve,
} from '../src';

const canIsolate = await isolatesPages();

const WORKER = `
  onmessage = ({ data }) => {
    Atomics.wait(data, 0, 0);
    postMessage(data[1]);
  };`;

/** Shares memory with a worker that waits for it: what training on several threads asks of a browser. */
const SHARE = `
  globalThis.share = () => new Promise((resolve, reject) => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.onerror = () => reject(new Error('the worker failed'));
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(shared);
    shared[1] = 42;
    Atomics.store(shared, 0, 1);
    Atomics.notify(shared, 0);
  });`;

const html = (script: string) => ({
  content: `<!doctype html><title>test</title><link rel="icon" href="data:,"><script type="module">${script}</script>`,
});

const routes = {
  '/share.html': html(SHARE),
  '/wrong.html': html(`
    console.error('a line');
    new Worker('/throws.js', { type: 'module' });
    fetch('/none').then(() => setTimeout(() => { throw new Error('in the page'); }));`),
  '/throws.js': { content: `throw new Error('in the worker');` },
  '/worker.js': { content: WORKER },
};

let server: RunningServer;
beforeAll(async () => {
  server = await serve({ isolated: true, routes });
});
afterAll(() => server.close());

async function check(chromium: LaunchedChromium): Promise<void> {
  const { page, errors, close } = await openPage(chromium.browser, `${server.url}/share.html`);
  const answer = await page.evaluate<number>('share()');
  expect({ answer, errors }).toEqual({ answer: 42, errors: [] });
  expect(await page.evaluate(() => new Intl.NumberFormat(navigator.language).format(0.5))).toBe('0.5');
  await close();
}

beforeEach(() => {
  vi.stubEnv('LC_ALL', 'C');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('launchChromium', () => {
  it.runIf(canIsolate)(
    'launches one in which an isolated page shares memory with a worker, in English, and ends it',
    async () => {
      const chromium = await launchChromium();
      await check(chromium);
      await chromium.close();
      expect(chromium.browser.isConnected()).toBe(false);
    },
  );

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'does so with the one of the npm package, where the system has none',
    async () => {
      const { CHROME_PATH: _, ...environment } = process.env;
      const found = await findChromium({ environment: { ...environment, PATH: '/nowhere' } });
      expect(found).toMatchObject({ from: 'npm', version: expect.stringMatching(/^Chromium \d+\./) });
      const chromium = await launchChromium({ found });
      await check(chromium);
      await chromium.close();
    },
  );
});

describe('openPage', () => {
  it('collects what goes wrong in the page, in its workers, and on the way to the server', async () => {
    const chromium = await launchChromium();
    const { errors, close } = await openPage(chromium.browser, `${server.url}/wrong.html`);
    for (const wrong of ['uncaught: in the page', 'console: a line', '/none', 'in the worker']) {
      await expect.poll(() => errors.join('\n'), { timeout: 30_000 }).toContain(wrong);
    }
    await close();
    await chromium.close();
  });
});
