import { readFile } from 'node:fs/promises';
import { isolatesPages } from '@fmnist/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './site';

const canIsolate = await isolatesPages();
const out = new URL('../out/', import.meta.url);

let plain: Site;
beforeAll(async () => {
  plain = await openSite({ isolated: false });
});
afterAll(() => plain?.close());

describe.runIf(canIsolate)('a host that cannot send headers', () => {
  it('gets all threads by a reload, and the page works without a connection from then on', async () => {
    const { page, faults, close } = await plain.open('#view=train&epochs=1');
    await page.getByText('This page has one thread now, and all of them after a reload.').waitFor();
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.hash').waitFor({ timeout: 110_000 });
    expect(faults).toEqual([]);

    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.hash').waitFor({ timeout: 110_000 });
    await page.goto(plain.url);
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await close();
  });
});

describe.runIf(canIsolate)('hosts that read headers files', () => {
  it.each([
    ['_headers', /^ {2}([\w-]+): (\S+)$/gm],
    ['.htaccess', /^Header set ([\w-]+) (\S+)$/gm],
  ] as const)('send with %s what isolates the page', async (name, line) => {
    const headers = Object.fromEntries(
      [...(await readFile(new URL(name, out), 'utf8')).matchAll(line)].map(([, key, value]) => [key, value]),
    );
    const { page, close } = await plain.open();
    await page.route('**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
    await page.goto(`${plain.url}?with=headers`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await close();
  });
});
