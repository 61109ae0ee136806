import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * That axe finds no fault with what the page shows, that what is tapped is large enough or far enough apart (WCAG 2.2,
 * 2.5.8), and nothing is wider than the window.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  await page.addScriptTag({ content: axe.source });
  const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    "axe.run(document, { rules: { 'target-size': { enabled: true } } }).then((found) => found.violations)",
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}
