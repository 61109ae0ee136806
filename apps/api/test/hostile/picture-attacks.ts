import { crc32 } from 'node:zlib';
import { picture, pictureAs } from '../pictures';
import { random } from './random';

/** A body, what it calls itself, and with what it may be answered. */
export interface Attack {
  readonly what: string;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly statuses: readonly number[];
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const REFUSED = [413, 415, 422];

/** Pictures that are cut off, changed at random, much larger than they look, or something else. */
export async function pictureAttacks(): Promise<Attack[]> {
  const files = [
    { format: 'png', file: await picture('noto-jeans') },
    ...(await Promise.all(
      (['jpeg', 'webp', 'avif', 'gif'] as const).map(async (format) => ({
        format,
        file: await pictureAs('noto-jeans', format),
      })),
    )),
  ];
  const next = random(7);
  const cut = files.flatMap(({ format, file }) =>
    Array.from({ length: 12 }, (_, index): Attack => {
      const length = Math.floor((file.length * 0.8 * index) / 12) + 1;
      return {
        what: `${format} cut off after ${length} bytes`,
        type: `image/${format}`,
        body: file.slice(0, length),
        statuses: REFUSED,
      };
    }),
  );
  const changed = files.flatMap(({ format, file }) =>
    Array.from({ length: 14 }, (_, index): Attack => {
      const body = new Uint8Array(file);
      for (let count = 0; count < 20; count++)
        body[Math.floor(next() * body.length)] = Math.floor(next() * 256);
      return {
        what: `${format} changed at random, ${index}`,
        type: `image/${format}`,
        body,
        statuses: [200, ...REFUSED],
      };
    }),
  );
  return [...cut, ...changed, ...bombs(), ...others(files[0].file)];
}

function bombs(): Attack[] {
  const sides = [20_000, 65_500, 2 ** 30, 2 ** 31 - 1];
  return sides.map((side) => ({
    what: `a PNG that says it has ${side}² pixels`,
    type: 'image/png',
    body: pngHead(side),
    statuses: [413, 422],
  }));
}

/** A PNG that has a head, and no pixels. */
function pngHead(side: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(17);
  head.write('IHDR');
  head.writeUInt32BE(side, 4);
  head.writeUInt32BE(side, 8);
  head.set([8, 6, 0, 0, 0], 12);
  const chunk = Buffer.alloc(25);
  chunk.writeUInt32BE(13);
  head.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(head), 21);
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk]));
}

function others(png: Uint8Array): Attack[] {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">';
  const texts: [what: string, text: string][] = [
    ['an SVG that refers to a file', `${svg}<image href="file:///etc/passwd"/></svg>`],
    ['an SVG that refers to a server', `${svg}<image href="http://127.0.0.1:1/"/></svg>`],
    ['an SVG with entities', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}&x;</svg>`],
    ['an SVG that calls itself XML', `<?xml version="1.0"?>${svg}</svg>`],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n'],
    ['a ZIP', 'PK\x03\x04\x14\x00'],
    ['a TIFF', 'II*\x00\x08\x00\x00\x00'],
    ['a BMP', 'BM\x3a\x00\x00\x00\x00\x00\x00\x00'],
    ['a HEIC', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00'],
    ['a PostScript', '%!PS-Adobe-3.0\n'],
    ['an ImageMagick script', 'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "|id"\n'],
    ['nothing but zeros', '\0'.repeat(4096)],
    ['GIF and JavaScript at once', 'GIF89a/*\x00\x00*/=1;alert(1)'],
    ['JPEG and PHP at once', '\xff\xd8\xff\xe0<?php system("id"); ?>'],
    ['WebP without a picture', 'RIFF\x04\x00\x00\x00WEBP'],
    ['AVIF without a picture', '\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1'],
  ];
  const made = texts.map(
    ([what, text]): Attack => ({ what, type: 'image/png', body: bytes(text), statuses: REFUSED }),
  );
  const page = new Uint8Array(Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]));
  return [
    ...made,
    { what: 'PNG and a page at once', type: 'image/png', body: page, statuses: [200, ...REFUSED] },
  ];
}
