import { HttpError } from '../../../../apps/api/src/http/http-error';
import { imagesOf } from '../../../../apps/api/src/http/multipart';
import { pictureTypeOf } from '../../../../apps/api/src/pictures/picture-format';
import { firstLineLayout, splitFirstLine } from '../mutate/first-line-layout';
import type { Parser } from '../parser';

const part = (field: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="${field}"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n${content}\r\n`;

/** The first line is the Content-Type, the rest the body. */
export const parser: Parser = {
  name: 'form',
  about: 'forms with pictures, of `POST /v1/predict`',
  seeds: () =>
    [
      `multipart/form-data; boundary=b\n${part('image', '\x89PNG')}--b--\r\n`,
      `multipart/form-data; boundary="b"\n${part('image', 'GIF89a')}${part('other', '')}${part('image', '')}--b--`,
      'multipart/form-data\n--b--',
    ].map((text) => Uint8Array.from(Buffer.from(text, 'latin1'))),
  words: [
    '--b',
    '--b--',
    '\r\n',
    '\r\n\r\n',
    'Content-Disposition: form-data; name="image"',
    "; filename*=utf-8''%ff",
    '; charset=x',
    'Content-Transfer-Encoding: base64\r\n',
    'boundary=',
    '\xff\xd8\xff',
  ],
  layout: firstLineLayout,
  async read(input) {
    const { line, rest } = splitFirstLine(input);
    const images = await imagesOf(Buffer.from(rest), Buffer.from(line).toString('latin1'), 4);
    images.forEach(pictureTypeOf);
  },
  refusal: HttpError,
};
