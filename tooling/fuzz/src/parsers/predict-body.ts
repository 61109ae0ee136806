import { deepEqual } from 'node:assert/strict';
import { HttpError } from '../../../../apps/api/src/http/http-error';
import { parseJson } from '../../../../apps/api/src/http/parse-json';
import { pictureTypeOf } from '../../../../apps/api/src/pictures/picture-format';
import { plainPixels } from '../../../../apps/api/src/pictures/plain-pixels';
import { parseWith } from '../../../../apps/api/src/schemas/parse-with';
import { type PredictBody, predictBody } from '../../../../apps/api/src/schemas/predict';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';

const pixels = Array.from({ length: 784 }, (_, index) => index % 10);
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

export const parser: Parser = {
  name: 'predict-body',
  about: 'JSON bodies of `POST /v1/predict`, byte by byte and by the schema',
  seeds: () =>
    [
      { pixels },
      { image: png },
      { images: [pixels, `data:image/png;base64,${png}`] },
      { images: [pixels, pixels] },
      { images: [[], {}, null] },
    ].map((body) => new TextEncoder().encode(JSON.stringify(body))),
  words: [
    '"pixels":',
    '"image":',
    '"images":',
    '256',
    '-1',
    '1e999',
    '"__proto__":',
    '[[[[',
    '\\ud800',
    '\xff',
  ],
  layout: wholeAs('json'),
  read(input) {
    const plain = plainPixels(input, 4);
    if (plain)
      deepEqual(
        plain.map((each) => [...each]),
        pixelsByTheSchema(input),
      );
    const { image, images = [] } = parse(input);
    for (const each of [image, ...images]) {
      if (typeof each === 'string') pictureTypeOf(Buffer.from(each, 'base64'));
    }
  },
  refusal: HttpError,
};

function parse(input: Uint8Array): PredictBody {
  return parseWith(predictBody, parseJson(Buffer.from(input)), 422, 'invalid_body');
}

/** What the byte by byte reader has taken may not be refused here. */
function pixelsByTheSchema(input: Uint8Array): PredictBody['images'] {
  try {
    const { pixels, images } = parse(input);
    return pixels ? [pixels] : images;
  } catch (error) {
    throw new Error('Plain pixels that the schema refuses', { cause: error });
  }
}
