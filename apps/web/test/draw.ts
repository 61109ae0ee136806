import type { Page } from 'playwright-core';

/** The outline of a T-shirt, from 0 to 1 across the square. */
const OUTLINE = [
  [0.35, 0.15],
  [0.15, 0.3],
  [0.2, 0.45],
  [0.32, 0.38],
  [0.32, 0.88],
  [0.68, 0.88],
  [0.68, 0.38],
  [0.8, 0.45],
  [0.85, 0.3],
  [0.65, 0.15],
  [0.5, 0.2],
  [0.35, 0.15],
] as const;

/** Draws a T-shirt's outline on the page's square with the mouse. */
export async function drawShirt(page: Page): Promise<void> {
  const square = await page.getByLabel('Drawing').boundingBox();
  if (!square) throw new Error('There is nothing to draw on');
  const move = ([x, y]: readonly [number, number]) =>
    page.mouse.move(square.x + x * square.width, square.y + y * square.height, { steps: 4 });
  await move(OUTLINE[0]);
  await page.mouse.down();
  for (const corner of OUTLINE) await move(corner);
  await page.mouse.up();
}
