import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility';
import { openSite, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** @returns the accuracy that the page tells of the run */
async function train(page: Page, fragment: string): Promise<string> {
  const start = page.getByRole('button', { name: /^(Start|Train again)$/ });
  // While the page comes up, Next puts the address back that it came up with.
  await start.waitFor();
  await page.evaluate(
    (text) =>
      new Promise((resolve) => {
        // Behind the page's own listener: what it shows is by then of this link.
        window.addEventListener('hashchange', resolve, { once: true });
        window.location.hash = text;
      }).then(() => undefined),
    fragment,
  );
  await start.click();
  await button(page, 'Pause').waitFor({ timeout: 60_000 });
  await page.locator('.hash').waitFor({ timeout: 110_000 });
  return /[\d.]+%/.exec((await page.locator('.result p').first().textContent()) ?? '')?.[0] ?? '';
}

describe('Runs', () => {
  it('are kept, two are compared in settings, curves and accuracy, and one is deleted', async () => {
    const { page, faults, close } = await site.open('#view=train');
    const quick = '#view=train&batch=512&epochs=2&layers=dense-16_relu';
    const first = await train(page, quick);
    const second = await train(page, `${quick.replace('relu', 'tanh')}&optimizer=adamw&seed=1`);
    await page.reload();
    const rows = page.locator('.runs li');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.nth(0).textContent()).toContain(second);
    expect(await rows.nth(1).textContent()).toContain(first);
    await rows.nth(1).getByRole('checkbox').check();
    await rows.nth(0).getByRole('checkbox').check();

    const compared = await page
      .locator('.comparison tbody tr')
      .evaluateAll((lines) => lines.map((line) => Array.from(line.children, (cell) => cell.textContent)));
    expect(compared).toContainEqual(['Test accuracy', first, second]);
    expect(compared).toContainEqual(['Layers', 'Dense 16, ReLU', 'Dense 16, Tanh']);
    expect(compared).toContainEqual(['Optimizer', 'Adam', 'AdamW']);
    expect(compared).toContainEqual(['Seed', '0', '1']);
    expect(compared.map(([name]) => name)).not.toContain('Batch size');
    await page.locator('.comparison .uplot canvas').nth(1).waitFor();
    await page
      .getByText(`Accuracy of B on the test pictures after epoch 2: ${Number.parseFloat(second).toFixed(1)}%`)
      .waitFor({ state: 'attached' });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await checkAccessibility(page);
    }

    await rows
      .nth(0)
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect.poll(() => rows.count()).toBe(1);
    expect(await page.locator('.comparison').count()).toBe(0);
    await page.reload();
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining(first)]);
    expect(faults).toEqual([]);
    await close();
  });

  it('that were stopped are kept as well, and those that no schema fits are not shown', async () => {
    const { page, faults, close } = await site.open('#view=train&epochs=500');
    await button(page, 'Start').click();
    await button(page, 'Stop').click({ timeout: 60_000 });
    await page.locator('.runs li', { hasText: 'stopped' }).waitFor();
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('keyval-store');
          opening.onsuccess = () => {
            const store = opening.result.transaction('keyval', 'readwrite').objectStore('keyval');
            const reading = store.get('runs');
            reading.onsuccess = () => {
              const writing = store.put(
                [...reading.result, { id: 'x', config: { preset: 'nobody' } }],
                'runs',
              );
              writing.onsuccess = () => resolve();
            };
          };
          opening.onerror = () => reject(opening.error);
        }),
    );
    await page.reload();
    await page.locator('.runs li').waitFor();
    expect(await page.locator('.runs li').count()).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });
});
