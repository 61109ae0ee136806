import { readFileSync } from 'node:fs';
import { isolatesPages } from '@fmnist/browser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './accessibility';
import { drawShirt } from './draw';
import { openSite, type Site } from './site';

const picture = (name: string) =>
  readFileSync(new URL(`../../../tooling/pictures/free-pictures/${name}`, import.meta.url));

const canIsolate = await isolatesPages();

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: false });
});
afterAll(() => site?.close());

describe('Recognise', () => {
  it.for([true, false])(
    'names a picture as soon as the page is there, under a sub-path (isolated: %s)',
    async (isolated, { skip }) => {
      skip(isolated && !canIsolate, 'this Chromium isolates no pages');
      const other = await openSite({ isolated });
      const { page, faults } = await other.open();
      await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
      expect(faults).toEqual([]);
      await other.close();
    },
  );

  it('names a drawing while it is drawn, says when it looks like no garment, and takes strokes back', async () => {
    const { page, faults, close } = await site.open('#model=cnn-small');
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await drawShirt(page);
    await page.getByText('This looks like none of the ten garments').waitFor();
    await page.getByText('Fill', { exact: true }).click();
    await page.getByLabel('Drawing').click();
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    await page.getByText('This looks like none of the ten garments').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('This looks like none of the ten garments').waitFor();
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByText('This looks like none of the ten garments').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Draw something, or pick a picture.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('is erased as wide as the size says', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const ink = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.pad canvas');
        const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 280, 280) ?? { data: [] };
        return Array.from(data).filter((value, i) => i % 4 === 0 && value > 100).length;
      });
    await page.getByText('Fill', { exact: true }).click();
    await page.getByLabel('Drawing').click();
    await expect.poll(ink).toBe(280 * 280);
    await page.getByText('Eraser', { exact: true }).click();
    for (const [size, erased] of [
      ['10', Math.PI * 5 ** 2],
      ['60', Math.PI * 30 ** 2],
    ] as const) {
      await page.getByLabel('Size').fill(size);
      await page.getByLabel('Drawing').click();
      await expect
        .poll(async () => Math.abs(280 * 280 - (await ink()) - erased), { timeout: 20_000 })
        .toBeLessThan(0.2 * erased);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('shows the training pictures that are most alike to the network, of each picture anew', async () => {
    const { page, faults, close } = await site.open('#model=cnn-small');
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByText('Training pictures most like it').click();
    const names = page.locator('.nearest li');
    const alike = (name: string) =>
      expect
        .poll(async () => (await names.allTextContents()).filter((each) => each === name).length, {
          timeout: 60_000,
        })
        .toBeGreaterThanOrEqual(5);
    await alike('Ankle boot');
    expect(await names.count()).toBe(8);
    expect(asked.filter((url) => url.includes('/data/near'))).toHaveLength(2);
    await page.getByRole('button', { name: 'Trouser' }).first().click();
    await alike('Trouser');
    expect(faults).toEqual([]);
    await close();
  });

  it('can be drawn on with the keyboard alone', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await page.getByLabel('Drawing').focus();
    const press = async (key: string, times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press('Space');
    await press('ArrowDown', 14);
    await press('ArrowRight', 4);
    await press('Space');
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor({ state: 'detached' });
    await press('Control+z');
    await page.getByText('Draw something, or pick a picture.').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('names pictures that are uploaded, dropped and pasted, and says of a broken file that it is none', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const shirt = picture('noto-t-shirt.png');
    const bag = await sharp(picture('noto-handbag.png')).flatten({ background: '#fff' }).jpeg().toBuffer();
    const upload = page.getByLabel('Choose a picture');
    await upload.setInputFiles({ name: 'shirt.png', mimeType: 'image/png', buffer: shirt });
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    await upload.setInputFiles({ name: 'bag.jpg', mimeType: 'image/jpeg', buffer: bag });
    await page.locator('.verdict', { hasText: 'Bag' }).waitFor();
    await upload.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: shirt.subarray(0, 40) });
    await page.getByText('broken.png is not a picture that this browser can read').waitFor();

    for (const [kind, base64, verdict] of [
      ['drop', shirt.toString('base64'), 'T-shirt/top'],
      ['paste', bag.toString('base64'), 'Bag'],
    ] as const) {
      await page.evaluate(
        async ([kind, base64]) => {
          const data = new DataTransfer();
          const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
          data.items.add(new File([blob], 'picture'));
          const event =
            kind === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
          (document.querySelector('.picture-input') ?? document).dispatchEvent(event);
        },
        [kind, base64] as const,
      );
      await page.locator('.verdict', { hasText: verdict }).waitFor();
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('shows what mattered, by parts and by pixels', async () => {
    const { page, faults, close } = await site.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const orange = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.seen canvas');
        const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] };
        return Array.from(data).some((red, i) => i % 4 === 0 && red > data[i + 2] + 100);
      });
    expect(await orange()).toBe(false);
    for (const way of ['Parts', 'Pixels']) {
      await page.getByText(way, { exact: true }).click();
      await expect.poll(orange, { timeout: 60_000 }).toBe(true);
      await page.getByText('Picture', { exact: true }).click();
      await expect.poll(orange, { timeout: 60_000 }).toBe(false);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps the chosen network in the URL, from which a reload restores it', async () => {
    const { page, faults, close } = await site.open();
    const network = page.getByRole('combobox', { name: 'Network' });
    await network.selectOption('mlp');
    expect(page.url()).toBe(`${site.url}#model=mlp`);
    await page.reload();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    expect(await network.inputValue()).toBe('mlp');
    expect(faults).toEqual([]);
    await close();
  });

  it('takes a link that says nonsense as one that says nothing', async () => {
    const { page, faults, close } = await site.open('#view=nowhere&model=nobody&seed=-1');
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Network' }).inputValue()).toBe('cnn');
    expect(faults).toEqual([]);
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible, from phone to desktop (%s)', async (colorScheme) => {
    for (const width of [400, 1280]) {
      const { page, close } = await site.open('', { colorScheme, viewport: { width, height: 860 } });
      await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
      await checkAccessibility(page);
      await close();
    }
  });
});
