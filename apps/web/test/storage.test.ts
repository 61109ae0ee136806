import { readFile } from 'node:fs/promises';
import { modelUrl } from '@fmnist/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type SitePage } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

/** Opens the page on a device that is full: it may keep this many bytes. */
async function openOnFullDevice(fragment: string, quotaSize: number): Promise<SitePage> {
  const opened = await site.open(fragment);
  const session = await opened.page.context().newCDPSession(opened.page);
  const { origin } = new URL(site.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return opened;
}

describe('On a device without room', () => {
  it('a training says that pictures, training and model cannot be kept, and goes on to its end', async () => {
    const { page, faults, close } = await openOnFullDevice('#view=train&epochs=1', 1000);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('There is no room to keep the pictures on this device').waitFor({ timeout: 90_000 });
    await page.locator('.hash').waitFor({ timeout: 110_000 });
    await page.getByText('There is no room to keep the training on this device').waitFor();
    await page.getByText('There is no room to keep this model on this device').waitFor();
    await page.getByRole('button', { name: 'Draw for it' }).click();
    await page.locator('.verdict').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('a model that is loaded answers until the page is left, and that is said', async () => {
    const { page, faults, close } = await openOnFullDevice('', 1000);
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const buffer = await readFile(modelUrl('cnn-small'));
    await page
      .getByLabel('Load a model')
      .setInputFiles({ name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer });
    await page.getByText('There is no room to keep this model on this device').waitFor();
    await page.getByRole('button', { name: 'Trouser' }).first().click();
    await page.locator('.verdict', { hasText: 'Trouser' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Network' }).inputValue()).toBe('own');
    expect(faults).toEqual([]);
    await close();
  });
});
