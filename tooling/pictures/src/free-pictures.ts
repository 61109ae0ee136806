import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Model, Tensor, UserError } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';

const FOLDER = fileURLToPath(new URL('../free-pictures/', import.meta.url));

/** A drawing under a free licence. */
export interface FreePicture {
  readonly file: string;
  /** The name of its class. */
  readonly shows: string;
  readonly licence: string;
}

/** What a model takes a drawing for. */
export interface Named extends FreePicture {
  readonly named: string;
}

/**
 * The list of the drawings.
 * @throws UserError where it says something else than it should.
 */
export async function listFreePictures(): Promise<FreePicture[]> {
  const list: unknown = JSON.parse(await readFile(`${FOLDER}pictures.json`, 'utf8'));
  if (!Array.isArray(list) || !list.every(isFreePicture)) {
    throw new UserError('free-pictures/pictures.json lists pictures by file, shows and licence, each a text');
  }
  return list;
}

/** Lets a model name each drawing. */
export async function nameFreePictures(model: Model, classNames: readonly string[]): Promise<Named[]> {
  const result: Named[] = [];
  for (const picture of await listFreePictures()) {
    const pixels = prepare(await decodeImage(await readFile(FOLDER + picture.file), picture.file));
    const probabilities = [...(await model.predict(new Tensor(pixels, [1, pixels.length]))).data];
    const best = probabilities.indexOf(Math.max(...probabilities));
    result.push({ ...picture, named: classNames[best] });
  }
  return result;
}

function isFreePicture(value: unknown): value is FreePicture {
  if (typeof value !== 'object' || value === null) return false;
  return ['file', 'shows', 'licence'].every((key) => typeof Reflect.get(value, key) === 'string');
}
