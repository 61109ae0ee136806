import { getMultipartBoundary, MaxPartsExceededError, parseMultipart } from '@remix-run/multipart-parser';
import { HttpError } from './http-error';

/** Parts beside the pictures that forms may have. */
const OTHER_PARTS = 16;
/** How many bytes the head of a part may have. */
const HEAD_BYTES = 4096;

/**
 * The files in the fields `image` of a form, in their order; other fields are passed over.
 * @throws HttpError 400 where the form is malformed, 413 where it holds too many parts.
 */
export function imagesOf(body: Uint8Array, contentType: string, limit: number): Uint8Array[] {
  const boundary = getMultipartBoundary(contentType);
  if (!boundary) throw malformed();
  const options = {
    boundary,
    maxParts: limit + OTHER_PARTS,
    maxHeaderSize: HEAD_BYTES,
    maxFileSize: body.length,
    maxTotalSize: body.length,
  };
  const images: Uint8Array[] = [];
  try {
    for (const { name, content } of parseMultipart(body, options)) {
      // The body comes in one piece, and so does each part.
      if (name === 'image') images.push(content[0] ?? new Uint8Array());
    }
  } catch (error) {
    if (error instanceof MaxPartsExceededError) throw tooMany(limit);
    throw malformed();
  }
  if (images.length > limit) throw tooMany(limit);
  return images;
}

function malformed(): HttpError {
  return new HttpError(400, 'invalid_form', 'The form is malformed or cut off');
}

function tooMany(limit: number): HttpError {
  return new HttpError(413, 'too_many_images', `A request may have ${limit} images at most`);
}
