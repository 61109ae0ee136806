import type { RgbaImage } from '@fmnist/data';

/** Larger pictures are shrunk to this while they are decoded: the network sees 28×28 of them. */
const LONGEST_SIDE = 1600;

/**
 * The pixels of a picture file of any kind that the browser reads, turned the way its EXIF says.
 * @throws Error with a sentence for people, where it is none.
 */
export async function decodePicture(file: Blob, name: string): Promise<RgbaImage> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    throw new Error(`${name} is not a picture that this browser can read`, { cause: error });
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas to read pictures with');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data };
}
