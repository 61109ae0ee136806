import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pickFromDataset } from '@fmnist/data';
import { exportImages, loadFashionMnist } from '@fmnist/data/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../../../apps/cli/src/spawn-fmnist';
import { type LaunchedChromium, launchChromium } from '../src';

/** What the classes are called: names that would do harm if a page took them for anything but text. */
const hostile: Record<string, string> = {
  '0': '<img src=x onerror="window.stolen = 1">',
  '2': '<script>window.stolen = 1<',
  '6': '"\'><b>&amp; a name that is far too long for a cell of a table',
};

let folder: string;
let address: string;
let chromium: LaunchedChromium;

/** Tops, pullovers and shirts, some of each, under their hostile names. */
async function writePictures(to: string): Promise<void> {
  const { train, test } = await loadFashionMnist();
  for (const [part, dataset, most] of [
    ['train', train, 600],
    ['test', test, 200],
  ] as const) {
    const chosen = [...dataset.labels.keys()].filter((index) => hostile[dataset.labels[index]] !== undefined);
    await exportImages(pickFromDataset(dataset, Uint32Array.from(chosen.slice(0, most))), join(to, part));
    for (const [label, name] of Object.entries(hostile)) {
      await rename(join(to, part, label), join(to, part, name));
    }
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-report-'));
  await writePictures(join(folder, 'pictures'));
  const args = ['train', '--data', 'pictures', '--hidden', '8', '--epochs', '2', '--name', 'hostile'];
  const { code, stderr } = await spawnFmnist(args, folder).ended;
  expect([code, stderr.match(/^fmnist: .*/m)?.[0]]).toEqual([0, undefined]);
  address = pathToFileURL(join(folder, 'runs/hostile/report.html')).href;
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true });
});

/** Opens the report without a network, at a width and by day or by night, and tells what it asked for and complained of. */
async function openReport(width: number, colorScheme: 'light' | 'dark' = 'light') {
  const context = await chromium.browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  await context.setOffline(true);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  await page.goto(address);
  return { page, complaints, requests, close: () => context.close() };
}

const chosenCell = (page: Page) => page.locator('.confusion [aria-pressed="true"]').getAttribute('data-cell');

describe('the report of a training, in Chromium', () => {
  it('asks for nothing but itself, and has nothing to complain of', async () => {
    const { page, complaints, requests, close } = await openReport(1280);
    expect(await page.locator('h1').textContent()).toBe('hostile');
    expect(await page.locator('section h2').allTextContents()).toEqual([
      'Training',
      'What is taken for what',
      'Class by class',
      'How sure, how right',
      'The most confident mistakes',
      'What the first layer looks for',
      'The run',
    ]);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows names of classes as the texts they are', async () => {
    const { page, close } = await openReport(1280);
    const names = Object.values(hostile).sort();
    const rows = await page.locator('.confusion tbody th').allTextContents();
    expect(rows.sort()).toEqual(names);
    expect((await page.locator('#classes tbody th').allTextContents()).sort()).toEqual(names);
    for (const cell of await page.locator('[data-cell]').all()) await cell.click();
    const title = await page.locator('#cell-title').textContent();
    expect(names.some((name) => title?.includes(name))).toBe(true);
    expect(await page.evaluate('window.stolen')).toBeUndefined();
    expect(await page.locator('img, script:not([type])').count()).toBe(2);
    await close();
  });

  it('opens the pictures behind the cell that is clicked, and moves on with the arrow keys', async () => {
    const { page, close } = await openReport(1280);
    const cell = page.locator('[data-cell="0,1"]');
    const count = Number(await cell.textContent());
    expect(count).toBeGreaterThan(0);
    await cell.click();
    const names = await page.locator('.confusion tbody th').allTextContents();
    expect(await page.locator('#cell-title').textContent()).toBe(`${names[0]} taken for ${names[1]}`);
    const pictures = page.locator('#cell-pictures .picture');
    expect(await pictures.count()).toBe(Math.min(count, 48));
    const sure = await page.locator('#cell-pictures li').allTextContents();
    expect(sure.map(Number.parseFloat)).toEqual(sure.map(Number.parseFloat).sort((a, b) => b - a));
    expect(
      new Set(await pictures.evaluateAll((all) => all.map((each) => each.getAttribute('style')))).size,
    ).toBe(Math.min(count, 48));
    await page.keyboard.press('ArrowLeft');
    expect(await chosenCell(page)).toBe('0,0');
    await page.keyboard.press('ArrowRight');
    expect(await chosenCell(page)).toBe('0,1');
    expect(await page.evaluate("document.activeElement.getAttribute('aria-pressed')")).toBe('true');
    await close();
  });

  it.each(['light', 'dark'] as const)('fits a telephone, %s', async (colorScheme) => {
    const { page, close } = await openReport(400, colorScheme);
    await page.locator('summary').first().click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    const brightness = await page.evaluate(
      'getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)',
    );
    if (colorScheme === 'light') expect(brightness).toBeGreaterThan(700);
    else expect(brightness).toBeLessThan(100);
    await close();
  });

  it('prints the matrix without the pictures behind it', async () => {
    const { page, close } = await openReport(1280);
    expect(await page.locator('#cell').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('#cell').isVisible()).toBe(false);
    expect(await page.locator('.confusion').isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await close();
  });
});
