import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shuffleDataset, splitDataset } from './dataset';
import { decodeImage } from './decode-image';
import { download } from './download';
import { fashionMnist } from './fashion-mnist';
import { encodeIdx } from './idx';
import { getFile, loadFashionMnist } from './load';
import { prepare } from './prepare';
import { CacheSource } from './sources/cache';
import { folderSource } from './sources/folder';
import { mirrorSource } from './sources/mirror';

const data = await loadFashionMnist();
const labelsFile = fashionMnist.files.testLabels;
const labelsGzip = gzipSync(encodeIdx({ shape: [10_000], data: data.test.labels }));

let folder: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-data-'));
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

/** Serves `body` under every path, and notes the range of each request. */
async function serve(
  body: Uint8Array,
  options: { cutFirstAt?: number; ignoreRange?: boolean; etags?: string[]; status?: number } = {},
): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  server = createServer((request, response) => {
    const turn = ranges.push(request.headers.range) - 1;
    const etag = options.etags?.[turn] ?? '"one"';
    if (options.status) {
      response.writeHead(options.status).end('no');
      return;
    }
    const asked = request.headers.range?.match(/^bytes=(\d+)-$/)?.[1];
    const resumes = asked && !options.ignoreRange && request.headers['if-range'] === etag;
    const from = resumes ? Number(asked) : 0;
    const part = body.subarray(from);
    response.writeHead(resumes ? 206 : 200, {
      etag,
      'content-length': part.length,
      ...(resumes && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
    });
    if (turn === 0 && options.cutFirstAt !== undefined) {
      response.write(part.subarray(0, options.cutFirstAt));
      void kept(options.cutFirstAt).then(() => response.destroy());
    } else {
      response.end(part);
    }
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, ranges };
}

/** Resolves once a download in the temporary folder has written so many bytes. */
async function kept(bytes: number): Promise<void> {
  const size = async () => (await stat(join(folder, 'file.part')).catch(() => undefined))?.size;
  while ((await size()) !== bytes) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('Fashion-MNIST', () => {
  it('has 60,000 and 10,000 pictures of 28×28, as many of each class', () => {
    expect(data.train.images.shape).toEqual([60_000, 28, 28]);
    expect(data.test.images.shape).toEqual([10_000, 28, 28]);
    for (let label = 0; label < 10; label++) {
      expect(data.train.labels.filter((each) => each === label)).toHaveLength(6000);
    }
  });

  it('is split by seed into parts that share nothing, hold everything, and have of each class the same share', () => {
    const rows = { ...data.test, labels: data.test.labels };
    const [first, second] = splitDataset(rows, 0.9, 1);
    expect([first.labels.length, second.labels.length]).toEqual([9000, 1000]);
    const sums = (set: typeof rows) => sumOf(set.images.data);
    expect(sums(first) + sums(second)).toBe(sums(rows));
    expect(splitDataset(rows, 0.9, 1)[1].labels).toEqual(second.labels);
    expect(splitDataset(rows, 0.9, 2)[1].labels).not.toEqual(second.labels);
    for (let label = 0; label < 10; label++) {
      expect(second.labels.filter((each) => each === label)).toHaveLength(100);
    }
    expect(() => splitDataset(rows, 1.5, 1)).toThrow(/from 0 to 1/);
  });

  it('is shuffled by seed, pictures together with their labels', () => {
    const shuffled = shuffleDataset(data.test, 3);
    expect(shuffled.labels).not.toEqual(data.test.labels);
    expect(shuffleDataset(data.test, 3).labels).toEqual(shuffled.labels);
    expect(sumOf(shuffled.images.data)).toBe(sumOf(data.test.images.data));
  });
});

describe('a download', () => {
  const part = () => join(folder, 'file.part');

  it('that is cut off goes on where it stopped', async () => {
    const { url, ranges } = await serve(labelsGzip, { cutFirstAt: 1000 });
    const bytes = await download(new URL(url), part(), labelsFile);
    expect(Buffer.from(bytes).equals(labelsGzip)).toBe(true);
    expect(ranges).toEqual([undefined, 'bytes=1000-']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('starts over where the server ignores ranges', async () => {
    const { url, ranges } = await serve(labelsGzip, { cutFirstAt: 1000, ignoreRange: true });
    const bytes = await download(new URL(url), part(), labelsFile);
    expect(Buffer.from(bytes).equals(labelsGzip)).toBe(true);
    expect(ranges).toHaveLength(2);
  });

  it('starts over where the file changed in between', async () => {
    const { url } = await serve(labelsGzip, { cutFirstAt: 1000, etags: ['"one"', '"two"', '"two"'] });
    const bytes = await download(new URL(url), part(), labelsFile);
    expect(Buffer.from(bytes).equals(labelsGzip)).toBe(true);
  });

  it('tells how far it is', async () => {
    const { url } = await serve(labelsGzip);
    const seen: number[] = [];
    await download(new URL(url), part(), labelsFile, ({ receivedBytes, totalBytes }) => {
      expect(totalBytes).toBe(labelsGzip.length);
      seen.push(receivedBytes);
    });
    expect(seen.at(-1)).toBe(labelsGzip.length);
  });

  it.each([404, 500])('that the server answers with %i fails in a sentence', async (status) => {
    const { url } = await serve(labelsGzip, { status });
    await expect(download(new URL(url), part(), labelsFile)).rejects.toThrow(`answers ${status}`);
  });

  it('of more bytes than the file can have is stopped', async () => {
    const { url } = await serve(new Uint8Array(20_000));
    await expect(download(new URL(url), part(), labelsFile)).rejects.toThrow(/more than the 10008 bytes/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a corrupt file is refused and leaves nothing in the cache', async () => {
    const corrupt = Uint8Array.from(labelsGzip);
    corrupt[500] ^= 1;
    const { url } = await serve(corrupt);
    await expect(mirrorSource(url, folder).fetch(labelsFile)).rejects.toThrow(/corrupt|is not Fashion-MNIST/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of the right file is verified', async () => {
    const { url } = await serve(labelsGzip);
    const bytes = await mirrorSource(url, folder).fetch(labelsFile);
    expect(bytes?.length).toBe(labelsFile.bytes);
  });
});

describe('the cache', () => {
  it('gives back what it keeps', async () => {
    const cache = new CacheSource(folder);
    expect(await cache.fetch(labelsFile)).toBeUndefined();
    await cache.keep(labelsFile, encodeIdx({ shape: [10_000], data: data.test.labels }));
    expect((await cache.fetch(labelsFile))?.length).toBe(labelsFile.bytes);
  });

  it('refuses a corrupt file once, and has forgotten it then', async () => {
    await writeFile(join(folder, fashionMnist.files.trainImages.name), 'garbage');
    await expect(loadFashionMnist({ cacheDir: folder })).rejects.toThrow(/cache was corrupt.*Run again/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('where no source has a file', () => {
  it('one error lists each and why, and what to do', async () => {
    const { url } = await serve(labelsGzip, { status: 503 });
    const sources = [
      folderSource(folder, 'a folder'),
      mirrorSource(url, folder),
      mirrorSource('http://127.0.0.1:9/', folder),
    ];
    const failed = getFile(labelsFile, new CacheSource(folder), sources);
    await expect(failed).rejects.toThrow(/^t10k-labels-idx1-ubyte could not be had from any source:\n/);
    await expect(failed).rejects.toThrow(/ - a folder: it does not have t10k-labels-idx1-ubyte\n/);
    await expect(failed).rejects.toThrow(/answers 503/);
    await expect(failed).rejects.toThrow(/127\.0\.0\.1:9.* cannot be fetched/);
    await expect(failed).rejects.toThrow(/\nInstall the package dataset-fashion-mnist, set FMNIST_MIRROR/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('pictures', () => {
  const sample = (row: number) => Uint8Array.from(data.test.images.data.subarray(row * 784, (row + 1) * 784));
  const rgba = (
    width: number,
    height: number,
    pixel: (x: number, y: number) => [number, number, number, number],
  ) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height * 4 }, (_, i) => {
      const p = i >> 2;
      return pixel(p % width, Math.floor(p / width))[i & 3];
    }),
  });
  const distance = (a: Uint8Array, b: Uint8Array) =>
    a.reduce((sum, pixel, i) => sum + Math.abs(pixel - b[i]), 0) / a.length;

  it('of the data set pass unchanged', () => {
    const picture = sample(0);
    expect(
      prepare(rgba(28, 28, (x, y) => [picture[y * 28 + x], picture[y * 28 + x], picture[y * 28 + x], 255])),
    ).toEqual(picture);
  });

  it('enlarged, on white, off centre or transparent come back close to what they were', () => {
    for (const row of [6, 8, 9]) {
      const picture = sample(row);
      const grey = (x: number, y: number) => (x < 0 || y < 0 || x >= 28 || y >= 28 ? 0 : picture[y * 28 + x]);
      const onWhite = rgba(280, 280, (x, y) => {
        const v = 255 - grey(Math.floor(x / 10), Math.floor(y / 10));
        return [v, v, v, 255];
      });
      const offCentre = rgba(500, 400, (x, y) => {
        const v = grey(Math.floor((x - 190) / 10), Math.floor((y - 30) / 10));
        return [v, v, v, 255];
      });
      const transparent = rgba(280, 280, (x, y) => [0, 0, 0, grey(Math.floor(x / 10), Math.floor(y / 10))]);
      for (const image of [onWhite, offCentre, transparent]) {
        const prepared = prepare(image);
        expect(distance(prepared, picture)).toBeLessThan(8);
        expect(Math.min(...prepared)).toBe(0);
      }
    }
  });

  it('of nothing come back black', () => {
    for (const [width, height] of [
      [1, 1],
      [28, 28],
      [300, 7],
    ]) {
      expect(prepare(rgba(width, height, () => [90, 200, 10, 255])).every((pixel) => pixel === 0)).toBe(true);
      expect(prepare(rgba(width, height, () => [0, 0, 0, 0])).every((pixel) => pixel === 0)).toBe(true);
    }
  });

  it('that are none are refused in a sentence', async () => {
    await expect(decodeImage(new TextEncoder().encode('hello'), 'a.png')).rejects.toThrow(
      /^a\.png is not a picture/,
    );
    await expect(decodeImage(new Uint8Array(0), 'b.png')).rejects.toThrow(/^b\.png is not a picture/);
  });
});

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
