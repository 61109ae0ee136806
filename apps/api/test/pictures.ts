import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** The file of a picture of clothes that anybody may use. */
export function pictureFile(name: string): string {
  return fileURLToPath(new URL(`../../../tooling/pictures/free-pictures/${name}.png`, import.meta.url));
}

/** Its bytes. */
export async function picture(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(pictureFile(name)));
}

/** The same picture in another format. */
export async function pictureAs(
  name: string,
  format: 'jpeg' | 'webp' | 'avif' | 'gif' | 'tiff',
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp(pictureFile(name)).flatten({ background: 'white' }).toFormat(format).toBuffer(),
  );
}

/** Pixels that look like nothing. */
export function somePixels(seed = 1): number[] {
  return Array.from({ length: 784 }, (_, index) => (index * 31 * seed + ((index * seed) % 7) * 11) % 256);
}
