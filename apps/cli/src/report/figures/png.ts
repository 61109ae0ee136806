import { UserError } from '@fmnist/core';
import sharp from 'sharp';
import type { Drawing } from '../charts/draw-chart';

/** Pixels of a PNG for each of the drawing's. */
const DENSITY = 2;

/** A drawing as a PNG. @throws UserError where the machine has no font to write its texts with. */
export async function pngOf({ svg }: Drawing): Promise<Uint8Array> {
  if (!(await canWrite())) {
    throw new UserError(
      'This machine has no font, so that the texts of a PNG would be missing: install one, as fonts-dejavu-core, or write an SVG',
    );
  }
  return sharp(Buffer.from(svg), { density: 72 * DENSITY, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Whether letters look different: where there is no font, each is drawn as the same empty box. */
async function canWrite(): Promise<boolean> {
  const [narrow, wide] = await Promise.all(['i', 'W'].map(drawnLetter));
  return !narrow.equals(wide);
}

function drawnLetter(letter: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><text x="4" y="24" font-size="20" font-family="sans-serif">${letter}</text></svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}
