import { readdirSync } from 'node:fs';

const folder = new URL('../figures/', import.meta.url);

/** The names of the figures, in order: each is drawn by `figures/<name>.ts` and kept in `figures/<name>.svg`. */
export const figures: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/** Where a figure is kept. */
export function figureFile(name: string): URL {
  return new URL(`${name}.svg`, folder);
}

/** Draws a figure. @returns an SVG file */
export async function drawFigure(name: string): Promise<string> {
  const { draw } = (await import(new URL(`${name}.ts`, folder).href)) as { draw: () => Promise<string> };
  return draw();
}
