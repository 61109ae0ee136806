import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launchChromium, serve } from '@fmnist/browser';
import type { Page } from 'playwright-core';

/** The built page. */
const OUT = fileURLToPath(new URL('../../../../apps/web/out/', import.meta.url));
const TRAINING_TIMEOUT_MS = 300_000;

/** What a first visit came to. */
export interface SiteMeasurement {
  readonly firstAnswerMs: number;
  /** JavaScript that was loaded until the first answer, each file gzipped: the page's, and its worker's. */
  readonly pageBytes: number;
  readonly workerBytes: number;
  /** Of the thread that draws; 0 where none was over 50 ms. */
  readonly longestTaskMs: number;
  readonly trainingSeconds: number;
}

declare global {
  /** When the page first named a picture, in milliseconds since it was opened. */
  var firstAnswerAt: number | undefined;
  /** The longest task so far, in milliseconds. */
  var longestTask: number;
}

/** Opens the built page in a fresh Chromium, waits for its first answer, and has it train. */
export async function measureSite(): Promise<SiteMeasurement> {
  if (!existsSync(`${OUT}index.html`)) throw new Error('apps/web is not built: run pnpm --filter web build');
  const server = await serve({ isolated: true, routes: { '/': { folder: OUT } } });
  const chromium = await launchChromium();
  try {
    const page = await chromium.browser.newPage();
    const scripts = collectScripts(page);
    await page.addInitScript(observe);
    await page.goto(`${server.url}/`);
    const answered = await page.waitForFunction(() => globalThis.firstAnswerAt);
    const firstAnswerMs = Number(await answered.jsonValue());
    const sizes = await Promise.all(scripts());
    const bytesOf = (ofWorker: boolean) =>
      sizes.filter((size) => size.ofWorker === ofWorker).reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      firstAnswerMs,
      pageBytes: bytesOf(false),
      workerBytes: bytesOf(true),
      ...(await train(page, `${server.url}/#view=train&epochs=3`)),
    };
  } finally {
    await chromium.close();
    await server.close();
  }
}

/** Gathers the scripts that the page and its workers load; the function it gives tells their sizes so far. */
function collectScripts(page: Page) {
  const sizes: Promise<{ ofWorker: boolean; bytes: number }>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js')) return;
    const size = async () => ({
      ofWorker: pathname.includes('/worker/'),
      bytes: gzipSync(await response.body(), { level: 9 }).length,
    });
    sizes.push(size());
  });
  return () => [...sizes];
}

async function train(
  page: Page,
  url: string,
): Promise<Pick<SiteMeasurement, 'longestTaskMs' | 'trainingSeconds'>> {
  await page.goto(url);
  const start = page.getByRole('button', { name: 'Start', exact: true });
  await start.waitFor();
  await page.evaluate(() => {
    globalThis.longestTask = 0;
  });
  const begin = performance.now();
  await start.click();
  await page.locator('.hash').waitFor({ timeout: TRAINING_TIMEOUT_MS });
  const trainingSeconds = (performance.now() - begin) / 1000;
  return { trainingSeconds, longestTaskMs: await page.evaluate(() => globalThis.longestTask) };
}

/** Runs in the page, before anything else does. */
function observe(): void {
  globalThis.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      globalThis.longestTask = Math.max(globalThis.longestTask, duration);
    }
  }).observe({ type: 'longtask' });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.verdict')) return;
    globalThis.firstAnswerAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
