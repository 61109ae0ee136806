import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeWithPlatform } from './decode-image';
import { loadFashionMnist } from './load';
import { decodeSmallPng } from './small-png';

interface Png {
  readonly width: number;
  readonly height: number;
  readonly colourType: number;
  readonly depth: number;
  readonly interlace: number;
  /** What the rows hold, each behind the number of its filter. */
  readonly rows: Uint8Array;
  /** Between the head and the pixels. */
  readonly remarks: readonly Buffer[];
  /** After how many bytes the compressed rows go on in another chunk. */
  readonly cut: number;
}

const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), 8 + data.length);
  return bytes;
}

function write({ width, height, colourType, depth, interlace, rows, remarks, cut }: Png): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([depth, colourType, 0, 0, interlace], 8);
  const compressed = deflateSync(rows);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...remarks,
    chunk('IDAT', compressed.subarray(0, cut)),
    ...(cut < compressed.length ? [chunk('IDAT', compressed.subarray(cut))] : []),
    chunk('IEND', new Uint8Array()),
  ]);
}

const remark = fc.constantFrom(
  chunk('tEXt', Buffer.from('Title\0of it')),
  chunk('tIME', Buffer.from([7, 234, 11, 26, 12, 0, 0])),
  chunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])),
  chunk('gAMA', Buffer.from([0, 0, 177, 143])),
  chunk('sRGB', Buffer.from([0])),
);

/** Files of any bytes, whose rows are filtered in every way. */
function pngs(
  colourTypes: readonly number[],
  depths: readonly number[],
  interlaces: readonly number[],
): fc.Arbitrary<Png> {
  const facts = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    colourType: fc.constantFrom(...colourTypes),
    depth: fc.constantFrom(...depths),
    interlace: fc.constantFrom(...interlaces),
    remarks: fc.array(remark, { maxLength: 2 }),
    cut: fc.integer({ min: 1, max: 3000 }),
  });
  return facts.chain((each) => {
    const length = Math.ceil((each.width * SAMPLES[each.colourType] * each.depth) / 8);
    const row = fc.tuple(
      fc.integer({ min: 0, max: 4 }),
      fc.uint8Array({ minLength: length, maxLength: length, size: 'max' }),
    );
    return fc.array(row, { minLength: each.height, maxLength: each.height, size: 'max' }).map((rows) => ({
      ...each,
      rows: Uint8Array.from(rows.flatMap(([filter, data]) => [filter, ...data])),
    }));
  });
}

async function platform(bytes: Uint8Array) {
  return decodeWithPlatform(bytes, 'The picture').catch(() => undefined);
}

describe('a small PNG', () => {
  it('is decoded to the bytes that the platform decodes it to, whatever its colours and filters', async () => {
    await fc.assert(
      fc.asyncProperty(pngs([0, 2, 4, 6], [8], [0]), async (png) => {
        const bytes = write(png);
        const decoded = decodeSmallPng(bytes);
        expect(decoded).toBeDefined();
        expect(decoded).toEqual(await platform(bytes));
      }),
    );
  });

  it('is left to the platform where it is of another kind', () => {
    fc.assert(
      fc.property(
        fc.oneof(pngs([0, 2, 4, 6], [16], [0]), pngs([3], [8], [0]), pngs([0, 2], [8], [1])),
        (png) => {
          expect(decodeSmallPng(write(png))).toBeUndefined();
        },
      ),
    );
  });

  it('is left to the platform where it is larger, or says more of its colours', async () => {
    const plain = { width: 9, height: 2, colourType: 0, depth: 8, interlace: 0, remarks: [], cut: 999 };
    const png = { ...plain, rows: new Uint8Array(20) };
    expect(decodeSmallPng(write(png))).toBeDefined();
    expect(decodeSmallPng(write(png), 8)).toBeUndefined();
    for (const type of ['tRNS', 'iCCP', 'eXIf', 'acTL', 'PLTE']) {
      expect(decodeSmallPng(write({ ...png, remarks: [chunk(type, new Uint8Array(2))] }))).toBeUndefined();
    }
  });

  it('that is broken is left to the platform, which says so', async () => {
    await fc.assert(
      fc.asyncProperty(pngs([0, 2, 4, 6], [8], [0]), fc.nat(), fc.nat(), async (png, place, change) => {
        const whole = write(png);
        const cut = whole.subarray(0, place % whole.length);
        expect(decodeSmallPng(cut)).toBeUndefined();
        const changed = Buffer.from(whole);
        changed[place % whole.length] ^= 1 + (change % 255);
        expect(decodeSmallPng(changed)).toBeUndefined();
        // Right in itself, but with other rows than its head says, or filters that are none.
        for (const rows of [png.rows.subarray(1), Uint8Array.from([...png.rows, 0]), png.rows.map(() => 5)]) {
          expect(decodeSmallPng(write({ ...png, rows }))).toBeUndefined();
        }
        const parted = write({ ...png, cut: 5 });
        const second = parted.indexOf('IDAT', parted.indexOf('IDAT') + 4) - 4;
        const between = [
          parted.subarray(0, second),
          chunk('tEXt', Buffer.from('a\0b')),
          parted.subarray(second),
        ];
        expect(decodeSmallPng(Buffer.concat(between))).toBeUndefined();
      }),
    );
  });

  it('of the data set comes out as it is', async () => {
    const { test } = await loadFashionMnist();
    for (let row = 0; row < 20; row++) {
      const pixels = test.images.data.subarray(row * 784, (row + 1) * 784);
      const bytes = await sharp(Uint8Array.from(pixels), { raw: { width: 28, height: 28, channels: 1 } })
        .toColourspace('b-w')
        .png()
        .toBuffer();
      expect(decodeSmallPng(bytes)?.data).toEqual(expandGrey(pixels));
    }
  });
});

function expandGrey(pixels: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: 4 * pixels.length }, (_, i) => (i % 4 === 3 ? 255 : pixels[i >> 2]));
}
