import type { RgbaImage } from '@fmnist/data';
import type { Background } from './backgrounds';
import { type Colour, mix } from './colour';
import type { Dice } from './dice';
import type { Dye } from './dyes';
import type { Garment } from './garment';

/** The data set's own way: what it has black is the background, what it has white has the colour. */
export function paintFaded(
  garment: Garment,
  background: Background,
  colour: (x: number, y: number) => Colour,
): RgbaImage {
  return fill(garment, (i, x, y) => mix(background(x, y), colour(x, y), garment.grey[i] / 255));
}

/** Cut out and laid on the background: nothing of it shows through. */
export function paintCutOut(garment: Garment, background: Background, dye: Dye): RgbaImage {
  return fill(garment, (i, x, y) => mix(background(x, y), dye(garment.grey[i] / 255), garment.cover[i]));
}

/** Cut out, with nothing behind it. */
export function paintTransparent(garment: Garment, dye: Dye): RgbaImage {
  const image = fill(garment, (i) => dye(garment.grey[i] / 255));
  garment.cover.forEach((share, i) => {
    image.data[4 * i + 3] = Math.round(255 * share);
  });
  return image;
}

/** Specks of dirt near the border, none larger than a fortieth of the picture's edge. */
export function addSpecks(image: RgbaImage, dice: Dice, colour: Colour): void {
  const { width, height, data } = image;
  const edge = Math.min(width, height);
  for (let speck = dice.whole(2, 6); speck > 0; speck--) {
    const size = Math.max(1, Math.round(edge * dice.between(0.005, 0.025)));
    const along = dice.between(0, 1);
    const inwards = dice.between(0, 0.03);
    const [x, y] = dice.pick([
      [along, inwards],
      [along, 1 - inwards],
      [inwards, along],
      [1 - inwards, along],
    ]);
    const left = Math.round(x * (width - size));
    const top = Math.round(y * (height - size));
    for (let row = top; row < top + size; row++) {
      for (let column = left; column < left + size; column++) data.set(colour, 4 * (row * width + column));
    }
  }
}

/** The background with a soft shadow of the garment, down to one side. */
export function shadowed(background: Background, garment: Garment, dice: Dice): Background {
  const { width, height, cover } = garment;
  const strength = dice.between(0.08, 0.25);
  const radius = Math.max(1, Math.round(Math.min(width, height) * dice.between(0.01, 0.03)));
  const [shiftX, shiftY] = [
    Math.round(radius * dice.between(-2, 2)),
    Math.round(radius * dice.between(0.5, 2)),
  ];
  const once = boxBlur(cover, width, height, radius);
  const soft = boxBlur(once, width, height, radius);
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width) - shiftX));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y * height) - shiftY));
    return mix(background(x, y), [0, 0, 0], strength * soft[row * width + column]);
  };
}

function boxBlur(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const pass = (from: Float32Array, length: number, step: number, lines: number, lineStep: number) => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      for (let i = -radius; i < length; i++) {
        if (i + radius < length) sum += from[line * lineStep + (i + radius) * step];
        if (i - radius > 0) sum -= from[line * lineStep + (i - radius - 1) * step];
        if (i >= 0) to[line * lineStep + i * step] = sum / (2 * radius + 1);
      }
    }
    return to;
  };
  return pass(pass(values, width, 1, height, width), height, width, width, 1);
}

function fill({ width, height }: Garment, colourAt: (i: number, x: number, y: number) => Colour): RgbaImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      data.set(colourAt(i, (column + 0.5) / width, (row + 0.5) / height), 4 * i);
      data[4 * i + 3] = 255;
    }
  }
  return { width, height, data };
}
