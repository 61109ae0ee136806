import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../../cli/src/spawn-fmnist';
import { checkAccessibility } from './accessibility';
import { openSite, type Site } from './site';

const EPOCHS = 3;

let isolated: Site;
let plain: Site;
let folder: string;
/** What the command line gives for the same configuration. */
let expected: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-web-'));
  const { stdout } = await spawnFmnist(
    ['train', '--preset', 'original', '--epochs', String(EPOCHS), '--out', join(folder, 'run'), '--json'],
    folder,
  ).ended;
  expected = JSON.parse(stdout).weightsSha256;
  isolated = await openSite({ isolated: true });
  plain = await openSite({ isolated: false });
});
afterAll(async () => {
  await isolated?.close();
  await plain?.close();
  await rm(folder, { recursive: true });
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const hashIn = (page: Page) => page.locator('.hash').textContent({ timeout: 110_000 });
const fact = (page: Page, name: string) => page.locator('.facts div', { hasText: name }).locator('dd');

describe('Train', () => {
  it('trains the original network on all pictures, with live charts, to the weights of the command line', async () => {
    const { page, faults, close } = await isolated.open(`#view=train&epochs=${EPOCHS}`);
    await button(page, 'Start').click();
    await page
      .getByText('Loss on the test pictures after epoch')
      .waitFor({ state: 'attached', timeout: 60_000 });
    expect(await page.locator('.uplot canvas').count()).toBe(2);
    expect(await hashIn(page)).toBe(expected);
    const [, accuracy] =
      /([\d.]+)%/.exec((await page.locator('.result p').first().textContent()) ?? '') ?? [];
    expect(Number(accuracy)).toBeGreaterThanOrEqual(84);
    expect(Number(await fact(page, 'Threads').textContent())).toBeGreaterThanOrEqual(1);
    const counts = await page.locator('.confusion td.right, .confusion td.wrong').allTextContents();
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(10_000);
    expect(await page.getByRole('img', { name: /^The weights of 64 neurons/ }).count()).toBe(1);

    const command = await page.locator('.command').textContent();
    const again = await spawnFmnist(
      [...(command ?? '').split(' ').slice(1), '--out', join(folder, 'again'), '--json'],
      folder,
    ).ended;
    expect(JSON.parse(again.stdout).weightsSha256).toBe(expected);

    await button(page, 'Draw for it').click();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    expect(page.url()).toContain('model=own');
    expect(faults).toEqual([]);
    await close();
  });

  it('without isolation trains on one thread, says so, and after pause, steps and reload ends with the same weights', async () => {
    const { page, faults, close } = await plain.open(`#view=train&epochs=${EPOCHS}`);
    await button(page, 'Start').click();
    await button(page, 'Pause').click({ timeout: 60_000 });
    await button(page, 'Resume').waitFor();
    await page.getByText('One thread: this page is not cross-origin isolated').waitFor();
    const where = page.getByText('Paused after step');
    const stepAt = async () => Number(/step (\d+)/.exec((await where.textContent()) ?? '')?.[1]);
    const before = await stepAt();
    await button(page, 'Step').click();
    await expect.poll(stepAt).toBe(before + 1);

    await page.reload();
    await page.getByText(`was left after step ${before + 1} of epoch`).waitFor();
    await button(page, 'Go on').click();
    expect(await hashIn(page)).toBe(expected);
    await page.reload();
    await button(page, 'Start').waitFor();
    expect(await button(page, 'Go on').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps the pictures on the device, and fetches anew what was damaged there', async () => {
    const { page, faults, close } = await isolated.open('#view=train&epochs=1');
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/data/t')) fetched.push(request.url().split('/').at(-1) ?? '');
    });
    const trainOnce = async () => {
      fetched.length = 0;
      await button(page, 'Start').click();
      await hashIn(page);
      const which = [...fetched];
      await page.reload();
      return which;
    };
    expect(await trainOnce()).toHaveLength(4);
    expect(await trainOnce()).toEqual([]);
    await page.evaluate(async () => {
      const cache = await caches.open('fmnist-data');
      const [request] = (await cache.keys()).filter(({ url }) => url.includes('t10k-labels'));
      await cache.put(request, new Response('broken'));
    });
    expect(await trainOnce()).toEqual(['t10k-labels-idx1-ubyte.gz']);
    expect(faults).toEqual([]);
    await close();
  });

  it('stops when asked to, and what was learned so far can be drawn for', async () => {
    const { page, faults, close } = await isolated.open('#view=train&epochs=500');
    await button(page, 'Start').click();
    await button(page, 'Stop').click({ timeout: 60_000 });
    await page.getByText('Stopped:').waitFor();
    await button(page, 'Draw for it').click();
    await page.locator('.verdict').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('says in a sentence when the pictures are not on the site', async () => {
    const { page, faults, close } = await isolated.open('#view=train');
    await page.route('**/data/t10k-images*', (route) => route.fulfill({ status: 404 }));
    await button(page, 'Start').click();
    await page
      .getByText('t10k-images-idx3-ubyte.gz is not on this site: it answers 404')
      .waitFor({ timeout: 60_000 });
    await button(page, 'Start').waitFor();
    expect(faults.splice(0).every((fault) => fault.includes('404'))).toBe(true);
    await close();
  });

  it('goes on when there is no room to keep anything, and says so', async () => {
    const { page, faults, close } = await isolated.open('#view=train&epochs=1');
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(isolated.url).origin,
      quotaSize: 100_000,
    });
    await button(page, 'Start').click();
    await page.getByText('There is no room to keep the pictures').waitFor({ timeout: 60_000 });
    await hashIn(page);
    expect(faults).toEqual([]);
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible, from phone to desktop (%s)', async (colorScheme) => {
    const { page, close } = await isolated.open('#view=train&epochs=1', { colorScheme });
    await button(page, 'Start').click();
    await hashIn(page);
    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await checkAccessibility(page);
    }
    await close();
  });
});
