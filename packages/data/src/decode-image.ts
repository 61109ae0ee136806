import { UserError } from '@fmnist/core';
import type { RgbaImage } from './rgba-image';
import { decodeSmallPng } from './small-png';

/** More pixels than any camera has, fewer than would fill the memory: 8,192 × 8,192. */
const PIXEL_LIMIT = 2 ** 26;

/**
 * Decodes a picture of any format the platform reads, told by its content; turns it the way its EXIF says; of several
 * pages takes the first.
 * @param name what messages call the picture
 * @throws UserError where it is no picture, is cut off, or has more than 67 million pixels.
 */
export async function decodeImage(bytes: Uint8Array, name: string): Promise<RgbaImage> {
  return decodeSmallPng(bytes) ?? decodeWithPlatform(bytes, name);
}

/** What the platform makes of a file, as {@link decodeImage} does where it decodes nothing itself. */
export async function decodeWithPlatform(bytes: Uint8Array, name: string): Promise<RgbaImage> {
  // Only where it is needed: loading it takes longer than starting Node.
  const { default: sharp } = await import('sharp');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: 'error' })
      .rotate()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8Array(data) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UserError(`${name} is not a picture that can be read: ${reason}`, { cause: error });
  }
}
