import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './site';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

describe('On a phone', () => {
  it('a finger draws, and the answer is seen without the page moving under it', async () => {
    const { page, faults, close } = await site.open('', phone);
    await page.locator('.verdict', { hasText: 'Ankle boot' }).waitFor();
    const pad = await page.getByLabel('Drawing').boundingBox();
    if (!pad) throw new Error('There is nothing to draw on');
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const at = (x: number, y: number) => ({ x: pad.x + x * pad.width, y: pad.y + y * pad.height });
    // Two long lines downwards, as trousers have.
    for (const column of [0.38, 0.62]) {
      await touch('touchStart', at(column, 0.1));
      for (let y = 0.15; y < 0.95; y += 0.05) await touch('touchMove', at(column, y));
      await touch('touchEnd');
    }
    const verdict = page.locator('.verdict', { hasText: 'Trouser' });
    await verdict.waitFor();
    const { y = 0, height = 0 } = (await verdict.boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(phone.viewport.height);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('a network is trained', async () => {
    const { page, faults, close } = await site.open('#view=train&epochs=1', phone);
    await page.getByRole('button', { name: 'Start', exact: true }).tap();
    await page.locator('.hash').waitFor({ timeout: 110_000 });
    await page.getByRole('button', { name: 'Draw for it' }).tap();
    await page.locator('.verdict').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
