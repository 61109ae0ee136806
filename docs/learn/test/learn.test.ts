import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { chapters, fillChapter, readChapter } from '../src/chapter';
import { drawFigure, figureFile, figures } from '../src/figures';

const examples = readdirSync(new URL('../examples/', import.meta.url));

describe.each(chapters)('%s', (name) => {
  it('shows the code as it is, and what its example prints; `pnpm --filter @fmnist/learn write` writes both', async () => {
    const text = await readChapter(name);
    expect(text).toBe(await fillChapter(text));
  });

  it('has code of the workspace, an example with what it prints, and a figure', async () => {
    const text = await readChapter(name);
    const stem = name.replace('.md', '');
    expect(text).toContain('<!-- source ');
    expect(text).toContain(`<!-- example ${stem}.ts -->`);
    expect(text).toContain(`<!-- output ${stem}.ts -->`);
    expect(text).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(figures/${stem}\\.svg\\)`));
  });
});

it.each(figures)('figure %s is as its script draws it', async (name) => {
  expect(await readFile(figureFile(name), 'utf8')).toBe(await drawFigure(name));
});

it.each(examples)('examples/%s has less than 30 lines', async (name) => {
  const code = await readFile(new URL(`../examples/${name}`, import.meta.url), 'utf8');
  expect(code.trimEnd().split('\n').length).toBeLessThan(30);
});

it('the contents list every chapter', async () => {
  const contents = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect([...contents.matchAll(/\((\d\d-[\w-]+\.md)\)/g)].map(([, name]) => name)).toEqual(chapters);
});
