import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../../cli/src/spawn-fmnist';
import { openSite, type Site } from './site';

let site: Site;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-web-'));
  site = await openSite({ isolated: true });
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true });
});

async function trainAndDownload(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Start' }).click();
  const button = page.getByRole('button', { name: `Download as ${format}` });
  await button.waitFor({ timeout: 110_000 });
  const coming = page.waitForEvent('download');
  await button.click();
  const download = await coming;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

describe('a model of one’s own', () => {
  it('is downloaded, read by the command line, loaded back, and still there after a reload', async () => {
    const { page, faults, close } = await site.open('#view=train&epochs=1');
    const file = await trainAndDownload(page, 'safetensors');
    const hash = await page.locator('.hash').textContent();
    const { stdout, code } = await spawnFmnist(['inspect', file, '--json'], folder).ended;
    expect({ code, holdsHash: stdout.includes(hash ?? 'no hash') }).toEqual({ code: 0, holdsHash: true });

    const other = await site.open();
    await other.page.getByLabel('Load a model').setInputFiles(file);
    await other.page.waitForURL(/#model=own$/);
    await other.page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await other.page.reload();
    await other.page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    expect(await other.page.getByRole('combobox', { name: 'Network' }).inputValue()).toBe('own');
    expect([...faults, ...other.faults]).toEqual([]);
    await other.close();
    await close();
  });

  it('is downloaded as ONNX that the command line can inspect', async () => {
    const { page, faults, close } = await site.open('#view=train&epochs=1');
    const file = await trainAndDownload(page, 'ONNX');
    const { stdout, code } = await spawnFmnist(['inspect', file], folder).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Softmax');
    expect(faults).toEqual([]);
    await close();
  });

  it('that is no model is refused in a sentence, and the network that answered still answers', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const buffer = await readFile(new URL('../package.json', import.meta.url));
    await page
      .getByLabel('Load a model')
      .setInputFiles({ name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer });
    await page.getByText('mine.safetensors holds no model:').waitFor();
    expect(await page.getByRole('combobox', { name: 'Network' }).inputValue()).toBe('cnn');
    expect(faults).toEqual([]);
    await close();
  });

  it('that was never made is said to be missing', async () => {
    const { page, close } = await site.open('#model=own');
    await page.getByText('There is no model of your own yet: train one, or load one').waitFor();
    await close();
  });
});
