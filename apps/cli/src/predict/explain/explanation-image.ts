import { fileURLToPath } from 'node:url';
import type { Explanation } from '@fmnist/models';
import font from '@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff';
import sharp, { type OverlayOptions } from 'sharp';
import { percent } from '../forms/form';
import { greyImage, heatImage } from './heat';

/** How many pixels of the image a pixel of the picture is wide and high. */
const SCALE = 10;
const MARGIN = 20;
const TITLE = 36;
const CAPTION = 46;
const INK = '#e8e8e8';
const PAPER = '#16181d';

interface Panel {
  readonly rgb: Uint8Array;
  readonly caption: readonly [string, string];
}

/**
 * A PNG that explains a prediction: side by side the picture as the model sees it, what hiding each part costs, and how
 * much a little change of each pixel counts. Text is set in a font that comes along, so that it looks the same everywhere.
 */
export async function explanationImage(
  explanation: Explanation,
  pixels: Uint8Array,
  file: string,
): Promise<Uint8Array> {
  const { height, width, occlusion, saliency, label, probability } = explanation;
  const most = occlusion.reduce((highest, value) => Math.max(highest, value), 0);
  const panels: Panel[] = [
    { rgb: greyImage(pixels), caption: ['What the model sees', `${width} × ${height} pixels`] },
    {
      rgb: heatImage(occlusion, pixels),
      caption: [`Hiding orange costs up to ${percent(most)}`, 'of the probability, blue adds to it'],
    },
    {
      rgb: heatImage(saliency, pixels),
      caption: ['Where a little change counts', 'gradient of the class’s score'],
    },
  ];
  const panelWidth = width * SCALE;
  const panelHeight = height * SCALE;
  const left = (index: number) => MARGIN + index * (panelWidth + MARGIN);
  const top = MARGIN + TITLE;
  const title = `${label} ${percent(probability)} · ${file}`;
  const overlays: OverlayOptions[] = [
    { ...(await textImage(title, left(panels.length) - 2 * MARGIN)), left: MARGIN, top: MARGIN },
  ];
  for (const [index, { rgb, caption }] of panels.entries()) {
    const image = sharp(rgb, { raw: { width, height, channels: 3 } });
    const input = await image.resize(panelWidth, panelHeight, { kernel: 'nearest' }).png().toBuffer();
    overlays.push({ input, left: left(index), top });
    overlays.push({
      ...(await textImage(caption.join('\n'), panelWidth)),
      left: left(index),
      top: top + panelHeight + MARGIN / 2,
    });
  }
  return sharp({
    create: {
      width: left(panels.length),
      height: top + panelHeight + MARGIN / 2 + CAPTION,
      channels: 3,
      background: PAPER,
    },
  })
    .composite(overlays)
    .png()
    .toBuffer();
}

/** Text as an image of its own, cut off where it is wider than there is room. */
async function textImage(text: string, room: number): Promise<{ input: Buffer }> {
  const fontfile = fileURLToPath(new URL(font, import.meta.url));
  const markup = `<span foreground="${INK}">${escapeMarkup(text)}</span>`;
  const image = sharp({ text: { text: markup, font: 'DejaVu Sans Mono 13', fontfile, dpi: 72, rgba: true } });
  const { data, info } = await image.png().toBuffer({ resolveWithObject: true });
  if (info.width <= room) return { input: data };
  return {
    input: await sharp(data).extract({ left: 0, top: 0, width: room, height: info.height }).toBuffer(),
  };
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
