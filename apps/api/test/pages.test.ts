import { type LaunchedChromium, launchChromium, openPage } from '@fmnist/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFile } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

let api: SpawnedApi;
let chromium: LaunchedChromium;
beforeAll(async () => {
  [api, chromium] = await Promise.all([spawnApi({ MODEL: 'cnn-small' }), launchChromium()]);
});
afterAll(() => Promise.all([api.stop(), chromium.close()]));

describe('pages', () => {
  it('/ names the picture one chooses, and says why', async () => {
    const { page, errors, close } = await openPage(chromium.browser, api.url);
    expect(await page.isVisible('#key'), 'a key is asked for where none is needed').toBe(false);
    await page.setInputFiles('#picture', pictureFile('noto-jeans'));
    await page.locator('#answer', { hasText: 'Trouser' }).waitFor();
    expect(await page.textContent('#answer')).toMatch(/^Trouser, \d+\.\d%.* \(cnn-small, version 1\)$/);
    expect(await page.locator('#classes tr').count()).toBe(5);
    expect(await page.getAttribute('#saliency', 'src')).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(errors).toEqual([]);
    await close();
  });

  it('/ says what is wrong with a file that is no picture', async () => {
    const { page, close } = await openPage(chromium.browser, api.url);
    await page.setInputFiles('#picture', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await page.locator('#answer', { hasText: 'is no PNG' }).waitFor();
    await close();
  });

  it('/docs shows the routes without loading anything from elsewhere', async () => {
    const { page, errors, close } = await openPage(chromium.browser, 'about:blank');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(`${api.url}/docs`);
    await page.getByText('/v1/predict').first().waitFor();
    await page.getByText('Name what pictures show').waitFor();
    expect(new Set(asked.filter((origin) => origin !== 'null'))).toEqual(new Set([api.url]));
    expect(errors).toEqual([]);
    await close();
  });
});
