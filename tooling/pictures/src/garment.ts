import type { Dice } from './dice';

const SIDE = 28;

/** Where a garment lies in a picture of some width and height, in pixels. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  /** The middle of the garment's 28×28 square. */
  readonly centreX: number;
  readonly centreY: number;
  /** The edge of that square. */
  readonly size: number;
  readonly mirrored: boolean;
  /** Clockwise, in degrees. */
  readonly degrees: number;
}

/** A garment without its background, enlarged smoothly: for each pixel its grey, and how much of it is garment. */
export interface Garment {
  readonly width: number;
  readonly height: number;
  /** 0 to 255, as the data set has it. */
  readonly grey: Float32Array;
  /** 0 to 1. */
  readonly cover: Float32Array;
}

/** Enlarges a picture of the data set, turned and mirrored, into a picture of other measures. */
export function placeGarment(pixels: ArrayLike<number>, placement: Placement): Garment {
  const { width, height, centreX, centreY, size, mirrored, degrees } = placement;
  const mask = maskOf(pixels);
  const grey = new Float32Array(width * height);
  const cover = new Float32Array(width * height);
  const scale = SIDE / size;
  const cos = Math.cos((degrees * Math.PI) / 180) * scale;
  const sin = Math.sin((degrees * Math.PI) / 180) * scale;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x + 0.5 - centreX, y + 0.5 - centreY];
      const across = dx * cos + dy * sin;
      const column = (mirrored ? -across : across) + SIDE / 2 - 0.5;
      const row = dy * cos - dx * sin + SIDE / 2 - 0.5;
      const i = y * width + x;
      grey[i] = Math.min(255, Math.max(0, sample(pixels, column, row)));
      const share = sample(mask, column, row);
      cover[i] = Math.min(1, Math.max(0, (share - 0.5) * 2.5 + 0.5));
    }
  }
  return { width, height, grey, cover };
}

/** A placement in the middle of a square picture of any size from 80 to 600 pixels, with some room around. */
export function placeInTheMiddle(dice: Dice): Placement {
  const edge = dice.whole(80, 600);
  const size = edge * dice.between(0.7, 0.95);
  return {
    width: edge,
    height: edge,
    centreX: edge / 2,
    centreY: edge / 2,
    size,
    mirrored: dice.chance(0.5),
    degrees: 0,
  };
}

/** A placement of any size anywhere in a picture of any shape. */
export function placeAnywhere(dice: Dice): Placement {
  const size = dice.between(60, 400);
  const [spareX, spareY] = [dice.between(0.05, 1) * size, dice.between(0.05, 1) * size];
  const width = Math.min(600, Math.max(80, Math.round(size + spareX)));
  const height = Math.min(600, Math.max(80, Math.round(size + spareY)));
  const within = (length: number) => size / 2 + dice.between(0.02, 0.98) * (length - size);
  return {
    width,
    height,
    centreX: within(width),
    centreY: within(height),
    size,
    mirrored: dice.chance(0.5),
    degrees: 0,
  };
}

/** 1 where there is garment, and in the gaps inside it that are one pixel wide. */
function maskOf(pixels: ArrayLike<number>): Float32Array {
  const at = (i: number) => (pixels[i] ?? 0) > 6;
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    at(i) || (at(i - 1) && at(i + 1)) || (at(i - SIDE) && at(i + SIDE)) ? 1 : 0,
  );
}

/** Catmull & Rom's cubic (1974) over the sixteen pixels around; 0 outside. */
function sample(pixels: ArrayLike<number>, column: number, row: number): number {
  const [left, top] = [Math.floor(column), Math.floor(row)];
  if (left < -2 || top < -2 || left > SIDE || top > SIDE) return 0;
  const across = cubicWeights(column - left);
  const down = cubicWeights(row - top);
  let sum = 0;
  for (let dy = 0; dy < 4; dy++) {
    const y = top + dy - 1;
    if (y < 0 || y >= SIDE) continue;
    for (let dx = 0; dx < 4; dx++) {
      const x = left + dx - 1;
      if (x >= 0 && x < SIDE) sum += down[dy] * across[dx] * pixels[y * SIDE + x];
    }
  }
  return sum;
}

/** The weights of four pixels in a row for a place a share of the way from the second to the third. */
function cubicWeights(share: number): readonly [number, number, number, number] {
  const square = share * share;
  const cube = square * share;
  return [
    square - (cube + share) / 2,
    1.5 * cube - 2.5 * square + 1,
    2 * square - 1.5 * cube + share / 2,
    (cube - square) / 2,
  ];
}
