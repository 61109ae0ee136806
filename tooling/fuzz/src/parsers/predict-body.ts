import { HttpError } from '../../../../apps/api/src/http/http-error';
import { parseJson } from '../../../../apps/api/src/http/parse-json';
import { pictureTypeOf } from '../../../../apps/api/src/pictures/picture-format';
import { parseWith } from '../../../../apps/api/src/schemas/parse-with';
import { predictBody } from '../../../../apps/api/src/schemas/predict';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';

const pixels = Array.from({ length: 784 }, (_, index) => index % 10);
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

export const parser: Parser = {
  name: 'predict-body',
  about: 'JSON bodies of `POST /v1/predict`',
  seeds: () =>
    [
      { pixels },
      { image: png },
      { images: [pixels, `data:image/png;base64,${png}`] },
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
    const { image, images = [] } = parseWith(predictBody, parseJson(Buffer.from(input)), 422, 'invalid_body');
    for (const each of [image, ...images]) {
      if (typeof each === 'string') pictureTypeOf(Buffer.from(each, 'base64'));
    }
  },
  refusal: HttpError,
};
