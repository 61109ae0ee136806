import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFashionMnist } from '@fmnist/data/node';
import sharp from 'sharp';
import type { Outcome } from './scratch';
import { workspace } from './workspace';

/** Makes files of a kind in a folder. */
type Maker = (folder: string, run: (command: string) => Promise<Outcome>) => Promise<void>;

const copied =
  (source: string, target: string): Maker =>
  (folder) =>
    copyFile(workspace + source, join(folder, target));

/** What documents name without making it, and how it is made. */
const fixtures: [named: RegExp, make: Maker][] = [
  [/\bshoe\.png\b/, (folder) => writePictures(folder, 9, ['shoe'])],
  [/\bpictures\/test\/9\b/, (folder) => writePictures(join(folder, 'pictures/test/9'), 9, ['00000'])],
  [
    /'out'/,
    async (folder) => {
      await mkdir(join(folder, 'out'));
      await writeFile(join(folder, 'out/index.html'), '<!doctype html><title>A page</title>');
    },
  ],
  [/\bjeans\.png\b/, copied('tooling/pictures/free-pictures/noto-jeans.png', 'jeans.png')],
  [
    /\bfashion_mnist\.model\b(?!\.)/,
    copied('packages/interchange/test/original/fixtures/numpy2/fashion_mnist.model', 'fashion_mnist.model'),
  ],
  [
    /\bphotos\b/,
    async (folder) => {
      const photos = join(folder, 'photos');
      await writePictures(photos, 8, ['bag']);
      await writePictures(photos, 0, ['shirt']);
      await writePictures(photos, 1, ['trousers']);
      await writeFile(join(photos, 'notes.png'), 'Wash at 30 degrees.\n');
    },
  ],
  [
    /\bmy-pictures\b/,
    async (folder) => {
      const names = Array.from({ length: 200 }, (_, index) => String(index + 1).padStart(5, '0'));
      for (const [name, label] of Object.entries({ bags: 8, shoes: 7, trousers: 1 })) {
        await writePictures(join(folder, 'my-pictures', name), label, names);
      }
    },
  ],
  [
    /^(?!.*--name first).*^\$ pnpm fmnist (report|plot) /ms,
    async (_folder, run) => {
      const { code, output } = await run('pnpm fmnist train --epochs 5 --name first');
      if (code !== 0) throw new Error(output);
    },
  ],
];

/** Lays out the files that a text names. */
export async function layOut(folder: string, text: string, run: Parameters<Maker>[1]): Promise<void> {
  for (const [named, make] of fixtures) {
    if (named.test(text)) await make(folder, run);
  }
}

/** The first test pictures of a class, as PNG files of these names. */
async function writePictures(folder: string, label: number, names: readonly string[]): Promise<void> {
  const { test } = await loadFashionMnist();
  await mkdir(folder, { recursive: true });
  let index = -1;
  for (const name of names) {
    index = test.labels.indexOf(label, index + 1);
    const pixels = Uint8Array.from(test.images.rows(index, index + 1).data);
    await sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } })
      .png()
      .toFile(join(folder, `${name}.png`));
  }
}
