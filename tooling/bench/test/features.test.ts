import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const inRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(inRoot(path), 'utf8');

describe('FEATURES.md', () => {
  const features = read('FEATURES.md');

  it('links to files of ours that are there', () => {
    const links = [...features.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((path) => !existsSync(inRoot(path)))).toEqual([]);
  });

  it('tells figures that the benchmark has measured', () => {
    const measured = ['', 'size/']
      .map((folder) => read(`tooling/bench/results/${folder}README.md`))
      .join('\n');
    const table = features.slice(features.indexOf('## Figures')).split('\n').slice(-6).join('\n');
    const figures = [...table.matchAll(/([\d.,]+) (?:s|ms|µs|kB)\b/g)].map(([, figure]) => figure);
    expect(figures.length).toBeGreaterThan(15);
    expect(figures.filter((figure) => !measured.includes(` ${figure} `))).toEqual([]);
  });
});
