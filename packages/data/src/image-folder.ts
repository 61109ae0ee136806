import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tensor, UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import sharp from 'sharp';
import type { Dataset } from './dataset';
import { decodeImage } from './decode-image';
import { prepare } from './prepare';

const SIDE = 28;

/**
 * A folder of pictures, one folder a class, as data: the layout of the original program's data. Classes are ordered by
 * number where all their folders' names are numbers, else by name. Pictures are prepared.
 * @param folder holds `<label>/<picture>`
 * @throws UserError where there is no class, a class has no picture, or a file is no picture.
 */
export async function loadImageFolder(folder: string): Promise<Dataset> {
  const classNames = await listFolder(folder, true);
  const numeric = classNames.every((name) => /^\d+$/.test(name));
  classNames.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  if (classNames.length === 0)
    throw new UserError(`${folder} has no folders: there must be one for each class`);
  const pictures: Uint8Array[] = [];
  const labels: number[] = [];
  for (const [label, className] of classNames.entries()) {
    const names = (await listFolder(join(folder, className), false)).sort();
    if (names.length === 0) throw new UserError(`${join(folder, className)} has no pictures`);
    for (const name of names) {
      const path = join(folder, className, name);
      pictures.push(prepare(await decodeImage(await readFile(path), path)));
      labels.push(label);
    }
  }
  const pixels = new Uint8Array(pictures.length * SIDE * SIDE);
  pictures.forEach((picture, row) => {
    pixels.set(picture, row * SIDE * SIDE);
  });
  return {
    images: new Tensor(pixels, [pictures.length, SIDE, SIDE]),
    labels: Uint8Array.from(labels),
    classNames,
  };
}

/**
 * Writes each picture of a data set as `<folder>/<label>/<row>.png`, grey, in the layout of the original program's
 * data.
 * @param onProgress hears how many are written
 */
export async function exportImages(
  { images, labels }: Dataset,
  folder: string,
  onProgress?: (written: number) => void,
): Promise<void> {
  const [count, height, width] = images.shape;
  const size = height * width;
  for (let row = 0; row < count; row++) {
    const pixels = Uint8Array.from(images.data.subarray(row * size, (row + 1) * size));
    const png = await sharp(pixels, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
    await writeFileAtomically(join(folder, String(labels[row]), `${String(row).padStart(5, '0')}.png`), png);
    onProgress?.(row + 1);
  }
}

async function listFolder(folder: string, folders: boolean): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() === folders && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch (error) {
    throw new UserError(`There is no folder ${folder} that can be read`, { cause: error });
  }
}
