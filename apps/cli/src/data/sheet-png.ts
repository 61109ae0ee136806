import sharp from 'sharp';
import type { SheetRow } from './contact-sheet';

const SIDE = 28;
/** Pixels between pictures, and around all. */
const GAP = 2;
const GAP_GREY = 96;
/** How much larger than they are pictures are shown. */
const ZOOM = 2;

/** A contact sheet as a PNG file: a row of pictures a class, on grey. */
export async function sheetPng(rows: readonly SheetRow[]): Promise<Uint8Array> {
  const columns = Math.max(1, ...rows.map(({ pictures }) => pictures.length));
  const width = columns * (SIDE + GAP) + GAP;
  const height = rows.length * (SIDE + GAP) + GAP;
  const pixels = new Uint8Array(width * height).fill(GAP_GREY);
  for (const [row, { pictures }] of rows.entries()) {
    for (const [column, picture] of pictures.entries()) {
      const corner = (GAP + row * (SIDE + GAP)) * width + GAP + column * (SIDE + GAP);
      for (let y = 0; y < SIDE; y++)
        pixels.set(picture.subarray(y * SIDE, (y + 1) * SIDE), corner + y * width);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(width * ZOOM, height * ZOOM, { kernel: 'nearest' })
    .png()
    .toBuffer();
}
