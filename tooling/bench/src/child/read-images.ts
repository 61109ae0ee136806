import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFiles, type Images, imagesOf } from '../images';

/** The first test image alone, in the bench's folder. */
export const FIRST_IMAGE_FILE = 'first-image.u8';

/** Images from the bench's folder. */
export function readImages(folder: string, set: keyof typeof dataFiles): Images {
  const read = (name: string) => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, name));
    return new Uint8Array(buffer, byteOffset, byteLength);
  };
  const { images, labels } = dataFiles[set];
  return imagesOf(read(images), read(labels));
}
