/**
 * `pnpm --filter web images`: makes the pictures of the page in the READMEs anew; `pnpm --filter web images FOLDER`
 * instead every view, light and dark, on a desktop and on a phone, to be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { drawShirt } from '../test/draw';
import { openSite } from '../test/site';

/** How each view is brought to where there is something to see. */
const views: Readonly<Record<string, { fragment: string; prepare(page: Page): Promise<void> }>> = {
  recognise: {
    fragment: '',
    async prepare(page) {
      await page.locator('.verdict').waitFor();
      await drawShirt(page);
      await page.getByText('Fill', { exact: true }).click();
      await page.getByLabel('Drawing').click();
      await page.locator('.verdict', { hasText: 'T-shirt/top' }).waitFor();
      await page.getByText('Training pictures most like it').click();
      await page.locator('.nearest li', { hasText: 'T-shirt/top' }).first().waitFor({ timeout: 120_000 });
      await page.getByText('Parts', { exact: true }).click();
      await page.waitForTimeout(1000);
    },
  },
  train: {
    fragment: '#view=train&epochs=5',
    async prepare(page) {
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.locator('.hash').waitFor({ timeout: 300_000 });
    },
  },
  understand: {
    fragment: '#view=understand',
    async prepare(page) {
      await page.locator('.scores').first().waitFor();
    },
  },
};

const sizes: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

const site = await openSite({ isolated: true });

async function photograph(
  view: string,
  size: string,
  colorScheme: 'light' | 'dark',
  path: string,
  { fullPage = true } = {},
): Promise<void> {
  const { fragment, prepare } = views[view];
  const { page, close } = await site.open(fragment, { ...sizes[size], colorScheme });
  await prepare(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path, fullPage });
  console.log(path);
  await close();
}

const [folder] = process.argv.slice(2);
try {
  if (folder === undefined) {
    const images = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
    for (const view of Object.keys(views)) {
      await photograph(view, 'desktop', 'light', join(images, `web-${view}.png`));
    }
    await photograph('recognise', 'phone', 'dark', join(images, 'web-phone.png'), { fullPage: false });
  } else {
    const all = resolve(process.env.INIT_CWD ?? '', folder);
    mkdirSync(all, { recursive: true });
    for (const view of Object.keys(views)) {
      for (const size of Object.keys(sizes)) {
        for (const theme of ['light', 'dark'] as const) {
          await photograph(view, size, theme, join(all, `${view}-${size}-${theme}.png`));
        }
      }
    }
  }
} finally {
  await site.close();
}
