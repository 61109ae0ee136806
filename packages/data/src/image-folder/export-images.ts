import { join } from 'node:path';
import { writeFileAtomically } from '@fmnist/core/node';
import type { Dataset } from '../dataset';

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
  const { default: sharp } = await import('sharp');
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
