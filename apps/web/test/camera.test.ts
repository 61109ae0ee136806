import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './site';

/** Chromium answers for the person whether the camera may be used: the npm package's has nowhere to ask. */
const ANSWER = '--use-fake-ui-for-media-stream';

let filming: Site;
let refusing: Site;
let without: Site;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-camera-'));
  // What the camera films: a T-shirt on a white table.
  const shirt = await readFile(
    new URL('../../../tooling/pictures/free-pictures/noto-t-shirt.png', import.meta.url),
  );
  const inside = await sharp(shirt).resize(320, 320, { fit: 'contain', background: '#fff' }).toBuffer();
  const frame = await sharp(inside)
    .flatten({ background: '#fff' })
    .extend({ top: 80, bottom: 80, left: 160, right: 160, background: '#fff' })
    .jpeg()
    .toBuffer();
  const film = join(folder, 'shirt.mjpeg');
  await writeFile(film, Buffer.concat([frame, frame]));
  const device = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  filming = await openSite({ isolated: false, flags: [...device, ANSWER] });
  refusing = await openSite({ isolated: false, flags: [...device, `${ANSWER}=deny`] });
  without = await openSite({ isolated: true });
});
afterAll(async () => {
  await filming?.close();
  await refusing?.close();
  await without?.close();
  await rm(folder, { recursive: true });
});

describe('The camera', () => {
  it('names what is held before it while it films, and the picture that is taken', async () => {
    const { page, faults, close } = await filming.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    const tracks = () =>
      page.evaluate(() => {
        const source = document.querySelector('video')?.srcObject;
        return source instanceof MediaStream ? source.getTracks().map(({ readyState }) => readyState) : [];
      });
    expect(await tracks()).toEqual(['live']);
    await page.evaluate(() => {
      Object.assign(globalThis, { filmed: document.querySelector('video')?.srcObject });
    });
    await page.getByRole('button', { name: 'Take the picture' }).click();
    await page.getByRole('button', { name: 'Use the camera' }).waitFor();
    const after = await page.evaluate(() => {
      const filmed: unknown = Reflect.get(globalThis, 'filmed');
      return filmed instanceof MediaStream ? filmed.getTracks().map(({ readyState }) => readyState) : [];
    });
    expect(after).toEqual(['ended']);
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('is stopped without a picture, and by another picture', async () => {
    const { page, faults, close } = await filming.open();
    const use = page.getByRole('button', { name: 'Use the camera' });
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await use.click();
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.getByText('Draw something, or pick a picture.').waitFor();
    await use.click();
    await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
    await page.getByRole('button', { name: 'Trouser' }).first().click();
    await page.locator('.verdict', { hasText: 'Trouser' }).waitFor();
    await use.waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('that is refused is said to be, and what to do; a picture is named all the same', async () => {
    const { page, faults, close } = await refusing.open();
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByRole('alert').getByText('The camera is not allowed here: allow it in').waitFor();
    await page.getByRole('button', { name: 'Trouser' }).first().click();
    await page.locator('.verdict', { hasText: 'Trouser' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('that is not there is said not to be', async () => {
    const { page, faults, close } = await without.open('', { permissions: ['camera'] });
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText('There is no camera on this device.').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
