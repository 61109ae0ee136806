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

describe('Two tabs', () => {
  it('do not overwrite each other’s checkpoint: the second trains without keeping any', async () => {
    const first = await site.open('#view=train&epochs=500&seed=11&layers=dense-16_relu');
    await button(first.page, 'Start').click();
    await button(first.page, 'Pause').click({ timeout: 60_000 });
    await first.page.getByText('Paused after').waitFor();

    const second = await first.page.context().newPage();
    await second.goto(`${site.url}#view=train&epochs=1&seed=22&layers=dense-8_relu&batch=512`);
    await second.getByText('Another tab is training, and keeps its checkpoints').waitFor();
    expect(await button(second, 'Go on').count()).toBe(0);
    await button(second, 'Start').click();
    await second.getByText('Another tab is training, and this one would overwrite its checkpoints').waitFor();
    await checkAccessibility(second);
    await button(second, 'Leave it').click();
    await button(second, 'Start').click();
    await button(second, 'Train without keeping').click();
    await second.getByText('Nothing of this training is kept').waitFor({ timeout: 60_000 });
    await second.locator('.hash').waitFor({ timeout: 110_000 });

    await first.page.reload();
    await button(first.page, 'Go on').click();
    await button(first.page, 'Pause').click({ timeout: 60_000 });
    expect(first.page.url()).toContain('seed=11');
    expect(first.faults).toEqual([]);

    await second.reload();
    await second.getByText('Another tab is training').waitFor();
    await first.page.close();
    await second.getByText('was left after').waitFor();
    await button(second, 'Go on').waitFor();
    await first.close();
  });
});

describe('A worker that fails', () => {
  it('to load is told of in one message', async () => {
    const { page, faults, close } = await site.open('', { serviceWorkers: 'block' });
    await page.route('**/worker/main.js', (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await page
      .getByText(
        'What computes in this page does not answer: its script could not be loaded. Reload the page',
      )
      .waitFor();
    await checkAccessibility(page);
    await page.unroute('**/worker/main.js');
    await button(page, 'Reload').click();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    expect(faults.splice(0).filter((fault) => !fault.includes('/worker/main.js'))).toEqual([]);
    await close();
  });

  it.each([
    ['ends', 'it has stopped', () => self.close()],
    [
      'throws',
      'it stopped with “Uncaught Error: out of order”',
      () => {
        setTimeout(() => {
          throw new Error('out of order');
        });
      },
    ],
  ])('while it trains, as it %s, is told of in one message', async (_, reason, fail) => {
    const { page, close } = await site.open('#view=train&epochs=500');
    await button(page, 'Start').click();
    await button(page, 'Pause').waitFor({ timeout: 60_000 });
    const worker = page.workers().find((each) => each.url().endsWith('worker/main.js'));
    await worker?.evaluate(fail);
    await page.getByText(`What computes in this page does not answer: ${reason}. Reload the page`).waitFor();
    expect(await page.locator('.failure').count()).toBe(1);
    expect(await button(page, 'Start').isDisabled()).toBe(true);
    await close();
  });
});
