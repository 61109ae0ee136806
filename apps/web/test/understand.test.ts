import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility';
import { drawShirt } from './draw';
import { openSite, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

describe('Understand', () => {
  it('follows the visitor’s own drawing, in numbers that add up', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await drawShirt(page);
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    await page.getByRole('button', { name: 'Understand' }).click();
    await page.getByText(/Neuron \d+: z = Σ/).waitFor();

    await page.getByRole('button', { name: 'Neuron 5', exact: true }).hover();
    const sum = (await page.getByText('Neuron 5: z = Σ').textContent()) ?? '';
    const [weighted, bias, total] = (sum.split('w·x + b = ')[1] ?? '')
      .split(/ [+=] /)
      .map((text) => Number(text.replace('−', '-').replace(/[()]/g, '')));
    expect(weighted + bias).toBeCloseTo(total, 2);

    const shares = await page.locator('.scores tbody td:last-child').allTextContents();
    expect(shares).toHaveLength(10);
    expect(shares.reduce((sum, share) => sum + Number(share.replace('%', '')), 0)).toBeCloseTo(100, 0);
    const loss = async () =>
      Number((await page.getByText('L = −ln p').locator('strong').textContent()) ?? '');
    const before = await loss();
    await page.getByLabel('It shows').selectOption('Sandal');
    await page.getByText('L = −ln p(Sandal)').waitFor();
    expect(await loss()).toBeGreaterThan(before);
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the code of each step', async () => {
    const { page, close } = await site.open('#view=understand');
    await page.getByText(/Neuron \d+: z = Σ/).waitFor();
    const sources = page.locator('.source');
    const root = new URL('../../../', import.meta.url);
    expect(await sources.count()).toBeGreaterThanOrEqual(7);
    for (const source of await sources.all()) {
      const file = (await source.locator('summary').textContent()) ?? '';
      await source.locator('summary').click();
      const code = await readFile(new URL(file, root), 'utf8');
      await expect.poll(() => source.locator('pre').textContent()).toBe(code);
    }
    await checkAccessibility(page);
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible, from phone to desktop (%s)', async (colorScheme) => {
    const { page, close } = await site.open('#view=understand', { colorScheme });
    await page.getByText(/Neuron \d+: z = Σ/).waitFor();
    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await checkAccessibility(page);
    }
    await close();
  });
});
