import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { fashion } from './fashion';

/** Writes pictures in folders, as many a class as told. */
export async function writePictures(folder: string, counts: Record<string, number>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    await mkdir(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) {
      const png = await sharp(Buffer.from(fashion.test.images.rows(i, i + 1).data), {
        raw: { width: 28, height: 28, channels: 1 },
      })
        .png()
        .toBuffer();
      await writeFile(join(folder, name, `${i}.png`), png);
    }
  }
}
