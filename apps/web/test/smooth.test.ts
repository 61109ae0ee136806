import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type SitePage } from './site';

/** What keeps people waiting, as the browser's API for it has it. */
const LONG_MS = 50;

let isolated: Site;
let plain: Site;
beforeAll(async () => {
  isolated = await openSite({ isolated: true });
  plain = await openSite({ isolated: false });
});
afterAll(async () => {
  await isolated?.close();
  await plain?.close();
});

/** Begins to note the page's long tasks, their durations in milliseconds. @returns what reads those there were since it last did */
async function watchLongTasks({ page }: SitePage): Promise<() => Promise<number[]>> {
  const noted = await page.evaluateHandle(() => {
    const durations: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    return durations;
  });
  return () => noted.evaluate((durations) => durations.splice(0));
}

describe('The page while it trains', () => {
  it.each([
    ['threads, with charts, weights, confusion matrix and pictures of a cell', () => isolated],
    ['one thread', () => plain],
  ])('with %s: the tasks that kept it from answering are noted', async (what, site) => {
    const opened = await site().open('#view=train&epochs=3');
    const { page, faults, close } = opened;
    await page.getByRole('button', { name: 'Start' }).waitFor();
    const longTasks = await watchLongTasks(opened);
    await page.evaluate((ms) => {
      setTimeout(() => {
        const end = performance.now() + 2 * ms;
        while (performance.now() < end);
      });
    }, LONG_MS);
    await expect.poll(async () => (await longTasks()).length, { timeout: 30_000 }).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('[data-cell="6-0"]').click({ timeout: 110_000 });
    await page.locator('.hash').waitFor({ timeout: 110_000 });
    const durations = await longTasks();
    console.log(
      `Training with ${what}: ${durations.length} tasks over ${LONG_MS} ms, the longest ${Math.max(0, ...durations)} ms`,
    );
    expect(faults).toEqual([]);
    await close();
  });
});
