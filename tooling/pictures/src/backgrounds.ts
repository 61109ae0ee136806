import { BLACK, type Colour, mix, WHITE } from './colour';
import type { Dice } from './dice';

/** The colour at a place: x and y from 0 to 1 across the picture, whatever its size. */
export type Background = (x: number, y: number) => Colour;

/** One colour everywhere. */
export function solid(colour: Colour): Background {
  return () => colour;
}

/** From one colour to another in a straight line of any direction, or, as by a lamp, round a bright spot. */
export function gradient(dice: Dice, colour: Colour): Background {
  const other = mix(colour, dice.chance(0.5) ? BLACK : WHITE, dice.between(0.1, 0.35));
  const angle = dice.between(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  if (dice.chance(0.7)) return (x, y) => mix(colour, other, 0.5 + ((x - 0.5) * cos + (y - 0.5) * sin) / 1.42);
  const [centreX, centreY] = [dice.between(0.2, 0.8), dice.between(0.2, 0.8)];
  return (x, y) => mix(colour, other, Math.min(1, Math.hypot(x - centreX, y - centreY)));
}

/** Fine grain in brightness, and broad soft spots. */
export function paper(dice: Dice, colour: Colour, pixels: number): Background {
  const strength = dice.between(2, 6);
  const grain = noiseField(dice, pixels / dice.between(1, 2));
  const spots = noiseField(dice, 5);
  return (x, y) => brighten(colour, strength * (1.5 * grain(x, y) + spots(x, y)));
}

/** Wavy grain along one direction, with planks now and then. */
export function wood(dice: Dice, colour: Colour): Background {
  const dark = mix(colour, BLACK, dice.between(0.08, 0.2));
  const rings = dice.between(8, 25);
  const wave = noiseField(dice, 3);
  const fine = noiseField(dice, 60);
  const upright = dice.chance(0.5);
  return (x, y) => {
    const [along, across] = upright ? [y, x] : [x, y];
    const ring = 0.5 + 0.5 * Math.sin(2 * Math.PI * (across * rings + 1.2 * wave(along, across)));
    return brighten(mix(colour, dark, ring), 3 * fine(along * 0.1, across));
  };
}

/** A weave of threads. */
export function fabric(dice: Dice, colour: Colour, pixels: number): Background {
  const threads = pixels / dice.between(3, 9);
  const strength = dice.between(4, 12);
  const uneven = noiseField(dice, 40);
  return (x, y) => {
    const weave = Math.sin(2 * Math.PI * threads * x) * Math.sin(2 * Math.PI * threads * y);
    return brighten(colour, strength * weave + 3 * uneven(x, y));
  };
}

/** Independent noise in each channel, as of a camera in the dark. */
export function noise(dice: Dice, colour: Colour, pixels: number): Background {
  const strength = dice.between(5, 16);
  const [red, green, blue] = [0, 1, 2].map(() => noiseField(dice, pixels));
  return (x, y) => [
    colour[0] + strength * red(x, y),
    colour[1] + strength * green(x, y),
    colour[2] + strength * blue(x, y),
  ];
}

/** Any of those that have a texture. */
export const textures = [gradient, paper, wood, fabric, noise] as const;

function brighten([red, green, blue]: Colour, by: number): Colour {
  return [red + by, green + by, blue + by];
}

/** Smooth random values of mean 0 and deviation about 1 in a grid of so many cells across the picture. */
function noiseField(dice: Dice, cells: number): (x: number, y: number) => number {
  const seed = dice.whole(0, 2 ** 31);
  const value = (column: number, row: number) => {
    let word = Math.imul(column + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(row + seed, 0xc2b2ae35);
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
    word = Math.imul(word ^ (word >>> 12), 0x297a2d39);
    return (((word ^ (word >>> 15)) >>> 0) / 2 ** 32 - 0.5) * 3.46;
  };
  return (x, y) => {
    const [column, row] = [Math.floor(x * cells), Math.floor(y * cells)];
    const [shareX, shareY] = [x * cells - column, y * cells - row];
    const above = value(column, row) * (1 - shareX) + value(column + 1, row) * shareX;
    const below = value(column, row + 1) * (1 - shareX) + value(column + 1, row + 1) * shareX;
    return above * (1 - shareY) + below * shareY;
  };
}
