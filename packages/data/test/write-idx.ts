import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeIdx, type IdxArray } from '../src/idx';

/** IDX files by name, or bytes to stand in their place, or nothing at all. */
export type IdxFiles = Record<string, IdxArray | Uint8Array | undefined>;

/** Writes IDX files of one training picture a label and one test picture a label, some replaced or left out. */
export async function writeIdx(folder: string, labels: number[], replaced: IdxFiles = {}): Promise<void> {
  const images = { shape: [labels.length, 28, 28], data: new Uint8Array(labels.length * 784) };
  const files: IdxFiles = {
    'train-images-idx3-ubyte': images,
    'train-labels-idx1-ubyte': { shape: [labels.length], data: Uint8Array.from(labels) },
    't10k-images-idx3-ubyte': images,
    't10k-labels-idx1-ubyte': { shape: [labels.length], data: Uint8Array.from(labels) },
    ...replaced,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content)
      await writeFile(join(folder, name), content instanceof Uint8Array ? content : encodeIdx(content));
  }
}
