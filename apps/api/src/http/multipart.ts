import { Busboy } from '@fastify/busboy';
import { HttpError } from './http-error';

/** Parts beside the pictures that forms may have. */
const OTHER_PARTS = 16;

/**
 * The files in the fields `image` of a form, in their order; other fields are passed over.
 * @throws HttpError 400 where the form is malformed, 413 where it holds too many parts.
 */
export async function imagesOf(body: Buffer, contentType: string, limit: number): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const malformed = () => reject(new HttpError(400, 'invalid_form', 'The form is malformed or cut off'));
    const tooMany = () =>
      reject(new HttpError(413, 'too_many_images', `A request may have ${limit} images at most`));
    const images: Buffer[] = [];
    try {
      const parser = new Busboy({
        headers: { 'content-type': contentType },
        limits: { parts: limit + OTHER_PARTS, headerPairs: 16, headerSize: 4096 },
        isPartAFile: () => true,
      });
      parser.on('file', (field, stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', malformed);
        stream.on('end', () => {
          if (field === 'image') images.push(Buffer.concat(chunks));
          if (images.length > limit) tooMany();
        });
      });
      parser.on('partsLimit', tooMany);
      parser.on('error', malformed);
      parser.on('finish', () => resolve(images));
      parser.end(body);
    } catch {
      malformed();
    }
  });
}
