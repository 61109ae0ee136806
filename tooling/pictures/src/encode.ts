import type { RgbaImage } from '@fmnist/data';
import sharp from 'sharp';

/** How a picture is saved. */
export type Format = 'png' | 'jpeg' | 'webp';

/** The bytes of a file, of a quality from 1 to 100 where the format has one. */
export async function encode(image: RgbaImage, format: Format, quality: number): Promise<Uint8Array> {
  const { width, height, data } = image;
  const raw = sharp(data, { raw: { width, height, channels: 4 } });
  if (format === 'png') return raw.png({ compressionLevel: 1 }).toBuffer();
  return (
    format === 'jpeg' ? raw.removeAlpha().jpeg({ quality }) : raw.webp({ quality, effort: 1 })
  ).toBuffer();
}
