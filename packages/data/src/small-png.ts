import { crc32, inflateSync } from 'node:zlib';
import type { RgbaImage } from './rgba-image';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** How high and wide the pictures are for which it pays. */
const SIDE_LIMIT = 128;
/** Samples a pixel, by colour type: grey, RGB, grey and opacity, RGB and opacity. */
const SAMPLES = new Map([
  [0, 1],
  [2, 3],
  [4, 2],
  [6, 4],
]);
/** Chunks that the platform's decoder, too, passes over. */
const REMARKS = new Set(['gAMA', 'pHYs', 'sRGB', 'tEXt', 'tIME']);

/** What the chunks of a file say. */
interface Chunks {
  readonly width: number;
  readonly height: number;
  /** How many there are of a pixel. */
  readonly samples: number;
  readonly compressed: Uint8Array;
}

/**
 * Decodes a PNG of few pixels at once, where handing it to the platform's decoder would take longer than decoding it: as the
 * specification says (W3C PNG, third edition, sections 5, 9 and 10), to what the platform's decoder makes of it.
 * @param sideLimit how high and wide it may be, in pixels
 * @returns nothing for all but plain files of 8-bit samples that are whole and right: whatever may be meant otherwise, or
 *   broken, is for the platform's decoder to judge.
 */
export function decodeSmallPng(bytes: Uint8Array, sideLimit = SIDE_LIMIT): RgbaImage | undefined {
  const chunks = readChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), sideLimit);
  if (!chunks) return undefined;
  const { width, height, samples } = chunks;
  const rows = inflate(chunks.compressed, height * (1 + width * samples));
  if (!rows || !unfilter(rows, width * samples, samples)) return undefined;
  return { width, height, data: toRgba(rows, chunks) };
}

function readChunks(file: Buffer, sideLimit: number): Chunks | undefined {
  if (file.length < 45 || !file.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const samples = SAMPLES.get(file[25]);
  const isPlain = file[24] === 8 && file[26] === 0 && file[27] === 0 && file[28] === 0;
  if (!samples || !isPlain || width < 1 || height < 1 || width > sideLimit || height > sideLimit) {
    return undefined;
  }
  const parts: Buffer[] = [];
  let before = '';
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end))
      return undefined;
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') {
      const isWhole = length === 0 && end + 4 === file.length && parts.length > 0;
      if (!isWhole) return undefined;
      return { width, height, samples, compressed: parts.length === 1 ? parts[0] : Buffer.concat(parts) };
    }
    if (type === 'IDAT' && (parts.length === 0 || before === 'IDAT')) parts.push(file.subarray(at + 8, end));
    else if (!(REMARKS.has(type) || (type === 'IHDR' && at === 8 && length === 13))) return undefined;
    before = type;
    at = end + 4;
  }
  return undefined;
}

/** @returns nothing where it is broken, or not exactly so many bytes */
function inflate(compressed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    const rows = inflateSync(compressed, { chunkSize: Math.max(64, size + 1), maxOutputLength: size });
    return rows.length === size ? rows : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Undoes the filters of the rows, in place: the byte that each begins with says which.
 * @param length of a row, without that byte
 * @param step how many bytes before a sample the same one of the pixel before is
 * @returns whether there are such filters
 */
function unfilter(rows: Uint8Array, length: number, step: number): boolean {
  const stride = length + 1;
  for (let start = 0; start < rows.length; start += stride) {
    const filter = rows[start];
    if (filter > 4) return false;
    if (filter === 0) continue;
    for (let i = 1; i <= length; i++) {
      const at = start + i;
      const left = i > step ? rows[at - step] : 0;
      const above = start > 0 ? rows[at - stride] : 0;
      const aboveLeft = start > 0 && i > step ? rows[at - stride - step] : 0;
      rows[at] += predict(filter, left, above, aboveLeft);
    }
  }
  return true;
}

function predict(filter: number, left: number, above: number, aboveLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    default: {
      const byLeft = Math.abs(above - aboveLeft);
      const byAbove = Math.abs(left - aboveLeft);
      const byBoth = Math.abs(left + above - 2 * aboveLeft);
      if (byLeft <= byAbove && byLeft <= byBoth) return left;
      return byAbove <= byBoth ? above : aboveLeft;
    }
  }
}

function toRgba(rows: Uint8Array, { width, height, samples }: Chunks): Uint8Array {
  const data = new Uint8Array(4 * width * height);
  const isGrey = samples < 3;
  const hasOpacity = samples % 2 === 0;
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = row * (1 + width * samples) + 1 + column * samples;
      data[to++] = rows[from];
      data[to++] = rows[isGrey ? from : from + 1];
      data[to++] = rows[isGrey ? from : from + 2];
      data[to++] = hasOpacity ? rows[from + samples - 1] : 255;
    }
  }
  return data;
}
