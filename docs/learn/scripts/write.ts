/** Writes the blocks of the chapters and the figures anew: all, or those whose names begin with an argument. */
import { fileURLToPath } from 'node:url';
import { writeFileAtomically } from '@fmnist/core/node';
import { chapters, fillChapter, readChapter } from '../src/chapter';
import { drawFigure, figureFile, figures } from '../src/figures';

const beginnings = process.argv.slice(2);
const isWanted = (name: string) =>
  beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning));

for (const name of chapters.filter(isWanted)) {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  await writeFileAtomically(path, await fillChapter(await readChapter(name)));
}
for (const name of figures.filter(isWanted)) {
  await writeFileAtomically(fileURLToPath(figureFile(name)), await drawFigure(name));
}
