import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolatesPages } from '@fmnist/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../../cli/src/spawn-fmnist';
import { checkAccessibility } from './accessibility';
import { openSite, type Site } from './site';

const canIsolate = await isolatesPages();

let isolated: Site;
let plain: Site;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-web-'));
  isolated = await openSite({ isolated: true });
  plain = await openSite({ isolated: false });
});
afterAll(async () => {
  await isolated?.close();
  await plain?.close();
  await rm(folder, { recursive: true });
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const layersOf = (page: Page) => page.locator('summary', { hasText: 'Layers' });
const layerNames = (page: Page) =>
  page
    .locator('.layer')
    .evaluateAll((rows) =>
      rows
        .map((row) => row.querySelector('strong, select'))
        .map((name) =>
          name instanceof HTMLSelectElement ? name.selectedOptions[0].text : (name?.textContent ?? ''),
        ),
    );

/** Trains what the page is set to, and the command that the page gives for it. @returns both hashes, and the command */
async function trainHereAndThere(page: Page, name: string) {
  await button(page, 'Start').click();
  const here = await page.locator('.hash').textContent({ timeout: 110_000 });
  const command = (await page.locator('.command').textContent()) ?? '';
  const recipe = page.getByRole('button', { name: 'Download fmnist-recipe.json' });
  if ((await recipe.count()) > 0) {
    const coming = page.waitForEvent('download');
    await recipe.click();
    await (await coming).saveAs(join(folder, 'fmnist-recipe.json'));
  }
  const there = await spawnFmnist(
    [...command.split(' ').slice(1), '--out', join(folder, name), '--json'],
    folder,
  ).ended;
  expect(there.stderr).not.toContain('fmnist:');
  return { here, there: JSON.parse(there.stdout).weightsSha256, command };
}

describe('A network of one’s own', () => {
  it('is put together from a preset, with shapes and parameters, and the link restores it', async () => {
    const { page, faults, close } = await isolated.open('#view=train');
    await page.getByText('118,282 parameters').waitFor();
    await layersOf(page).click();
    await page.getByLabel('neurons of layer 1, Dense').fill('32');
    await page.getByLabel('Activation, layer 2, ReLU').selectOption('Tanh');
    await button(page, 'Remove layer 4, ReLU').click();
    await button(page, 'Remove layer 3, Dense').click();
    await page.getByLabel('Layer to add').selectOption('Dropout');
    await button(page, 'Add layer').click();
    expect(await layerNames(page)).toEqual(['Picture', 'Dense', 'Tanh', 'Dropout', 'Ten classes']);
    await page.getByText('25,450 parameters').waitFor();
    await page.getByText('→ 32, 25,120 parameters').waitFor();
    expect(new URL(page.url()).hash).toBe('#view=train&layers=dense-32_tanh_dropout-0.2');
    await page.reload();
    await page.getByText('25,450 parameters').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('is put in another order with the keyboard, and the layer that was moved keeps the focus', async () => {
    const { page, faults, close } = await isolated.open('#view=train&layers=dense-8_relu_dropout-0.5');
    await layersOf(page).focus();
    await page.keyboard.press('Enter');
    await button(page, 'Move up layer 3, Dropout').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Dropout is layer 2 of 3 now').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.getByText('Dropout is layer 1 of 3 now').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Move down layer 1, Dropout',
    );
    expect(await layerNames(page)).toEqual(['Picture', 'Dropout', 'Dense', 'ReLU', 'Ten classes']);
    expect(faults).toEqual([]);
    await close();
  });

  it('that does not fit together is said to, by the layer, and cannot be started', async () => {
    const { page, faults, close } = await isolated.open('#view=train&layers=dense-8_relu_maxpool-2');
    await page
      .getByText('Layer 3, Max pool: it works on pictures, and the layer before it gives a row of 8 numbers')
      .waitFor();
    expect(await button(page, 'Start').isDisabled()).toBe(true);
    await layersOf(page).click();
    await button(page, 'Move up layer 3, Max pool').click();
    await button(page, 'Move up layer 2, Max pool').click();
    await page.getByText('→ 14 × 14 × 1').waitFor();
    expect(await button(page, 'Start').isEnabled()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });

  it('with convolutions, trained otherwise than its preset, has the weights that the command line makes of its recipe', async () => {
    const { page, faults, close } = await isolated.open(
      '#view=train&epochs=1&batch=256&seed=3&layers=maxpool-2_conv-4-3-2_batchnorm_relu_dropout-0.1_dense-16_tanh',
    );
    await page.getByText('More settings').click();
    await page.getByLabel('Optimizer').selectOption('AdamW');
    await page.getByLabel('Schedule').selectOption('One cycle');
    await page.getByLabel('Weight decay').fill('0.02');
    await page.getByLabel('Label smoothing').fill('0.1');
    await page.getByLabel('Initial weights').selectOption('He');
    await page.getByLabel('Mirrored, share').fill('0.5');
    await page.getByLabel('Turned, degrees').fill('5');
    const { here, there, command } = await trainHereAndThere(page, 'recipe');
    expect(command).toBe('fmnist train --preset fmnist-recipe.json --seed 3');
    expect(here).toBe(there);
    expect(faults).toEqual([]);
    await close();
  });

  it.runIf(canIsolate)(
    'that flags can say has the weights of that command, whatever the number of threads',
    async () => {
      const { page, faults, close } = await isolated.open(
        '#view=train&epochs=1&layers=dense-32_relu_dense-16_relu',
      );
      await page.getByText('More settings').click();
      await page.getByLabel('Optimizer').selectOption('SGD');
      expect(await page.getByLabel('Learning rate').inputValue()).toBe('0.1');
      await page.getByLabel('Learning rate').fill('0.25');
      await page.getByLabel('Rate decay').fill('0.001');
      await page.getByLabel('L2, first layer').fill('0');
      await page.getByLabel('Threads').selectOption('1');
      const { here, there, command } = await trainHereAndThere(page, 'flags');
      expect(command).toBe(
        'fmnist train --preset original --hidden 32,16 --l2 0 --optimizer sgd --learning-rate 0.25 --decay 0.001 --epochs 1 --batch-size 128 --seed 0 --threads 1',
      );
      expect(await page.locator('.facts div', { hasText: 'Threads' }).locator('dd').textContent()).toBe('1');
      expect(here).toBe(there);
      expect(faults).toEqual([]);
      await close();
    },
  );

  it('may have one thread where the page is not isolated, and is told why', async () => {
    const { page, close } = await plain.open('#view=train&threads=2');
    await page.getByText('More settings').click();
    const threads = page.getByRole('combobox', { name: 'Threads' });
    expect(await threads.isDisabled()).toBe(true);
    expect(await threads.inputValue()).toBe('1');
    await page.getByText('Only a cross-origin isolated page may have more.').waitFor();
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible, from phone to desktop (%s)', async (colorScheme) => {
    const { page, close } = await isolated.open(
      '#view=train&preset=cnn-small&optimizer=sgd&layers=conv-4-3-1_relu_dense-9_dense-9_residual-1_maxpool-2',
      { colorScheme },
    );
    await layersOf(page).click();
    await page.getByText('More settings').click();
    await page.getByText('Layer 6, Max pool:').waitFor();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 860 });
      await checkAccessibility(page);
    }
    await close();
  });
});
