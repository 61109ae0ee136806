import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './site';

/** As a share of the window: what is called good is up to 0.1. */
const LARGEST_SHIFT = 0.05;

declare global {
  /** All layout shifts since the page was opened, summed. */
  var layoutShift: number;
}

let site: Site;
beforeAll(async () => {
  site = await openSite({ isolated: true });
});
afterAll(() => site?.close());

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

describe.each([
  ['desktop', desktop],
  ['phone', phone],
] as const)('On a %s', (_, options) => {
  it.each([
    ['', '.verdict'],
    ['#view=train', 'button.main'],
    ['#view=understand', '.scores'],
  ])('nothing moves while the page comes up at "%s"', async (fragment, awaited) => {
    const { page, faults, close } = await site.open(fragment, options);
    await page.addInitScript(() => {
      globalThis.layoutShift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          globalThis.layoutShift += Number(Reflect.get(entry, 'value'));
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await page.locator(awaited).first().waitFor();
    // Two more frames, in which what came last is laid out.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
    );
    expect(await page.evaluate(() => globalThis.layoutShift)).toBeLessThan(LARGEST_SHIFT);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('Those who want less motion', () => {
  it('see none: nothing is animated, and nothing scrolls smoothly', async () => {
    const { page, close } = await site.open('', { reducedMotion: 'reduce' });
    await page.locator('.verdict').waitFor();
    const moving = await page.evaluate(() =>
      Array.from(document.querySelectorAll('*'))
        .filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth';
        })
        .map(({ tagName }) => tagName),
    );
    expect(moving).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await close();
  });
});
