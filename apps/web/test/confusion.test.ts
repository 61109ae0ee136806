import { fashionMnist } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility';
import { openSite, type Site } from './site';

const QUICK = '#view=train&layers=dense-16_relu&epochs=1&batch=512';
const SIZE = 28 * 28;
const { classNames } = fashionMnist;

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('.hash').waitFor({ timeout: 110_000 });
}

/** What is drawn as pictures of the cell: 784 bytes each. */
const drawn = (page: Page) =>
  page.locator('.cell-pictures canvas').evaluateAll((canvases) =>
    canvases.map((canvas) => {
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 28, 28).data ?? [];
      return Array.from(pixels).filter((_, i) => i % 4 === 0);
    }),
  );

describe('The confusion matrix', () => {
  it('shows the test pictures of a cell, what they are and what they were said to be', async () => {
    const { page, faults, close } = await site.open(QUICK);
    await train(page);
    const [shirt, top] = (['Shirt', 'T-shirt/top'] as const).map((name) => classNames.indexOf(name));
    const cell = page.locator(`[data-cell="${shirt}-${top}"]`);
    const count = Number(await cell.textContent());
    await cell.click();
    await page.getByText(`Shirt, taken for T-shirt/top: ${count}`).waitFor();
    await expect.poll(() => page.locator('.cell-pictures canvas').count()).toBe(Math.min(24, count));

    const captions = await page.locator('.cell-pictures li').allTextContents();
    const shares = captions.map((caption) => {
      const [, said, is] = /^Said T-shirt\/top (\d+)%Is Shirt ([\d.]+)%$/.exec(caption) ?? [];
      expect(Number(said)).toBeGreaterThanOrEqual(Number(is) - 1);
      return Number(said);
    });
    expect(shares).toEqual([...shares].sort((a, b) => b - a));

    const { test } = await loadFashionMnist();
    const all = Buffer.from(Uint8Array.from(test.images.data));
    for (const pixels of await drawn(page)) {
      const row = all.indexOf(Buffer.from(pixels)) / SIZE;
      expect(test.labels[row]).toBe(shirt);
    }
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('.cell-pictures').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('is gone through with the arrow keys, and is accessible with pictures shown', async () => {
    const { page, faults, close } = await site.open(QUICK);
    await train(page);
    await page.locator('[data-cell="0-0"]').focus();
    for (const key of [
      'ArrowUp',
      'ArrowDown',
      'ArrowDown',
      'ArrowRight',
      'ArrowLeft',
      'ArrowRight',
      'Enter',
    ]) {
      await page.keyboard.press(key);
    }
    const count = await page.locator('[data-cell="2-1"]').textContent();
    await page.getByText(`Pullover, taken for Trouser: ${count}`).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByText('Pullover, named right:').waitFor();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await checkAccessibility(page);
    }
    expect(faults).toEqual([]);
    await close();
  });
});
