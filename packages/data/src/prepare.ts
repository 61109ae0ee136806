/** Pixels row by row, four bytes each: red, green, blue, opacity. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const SIDE = 28;
/** How far a pixel may be from the background's colour and still belong to it: 5% of the largest distance in RGB. */
const CLOSE = 0.05 * 255 * Math.sqrt(3);
/** A Gaussian of radius 1 and standard deviation 1: the weight beside the centre, relative to the centre's, is e^−½. */
const BESIDE = 0.6065306597126334;

/**
 * Any picture of a garment as the data set would show it, 28×28, grey on black: the data set's own recipe (Xiao, Rasul
 * & Vollgraf 2017, section 2). Flatten transparency, trim to the item, bring the longest edge to 28, sharpen, centre,
 * and make the background black whatever it was. Plain arithmetic, so the same bits everywhere. The paper picks rows
 * and columns to shrink; this averages over areas, so that the noise of large photographs does not remain.
 *
 * A picture that is one of the data set's (28×28, grey, opaque, black in the corners) comes back unchanged, and one of
 * a single colour comes back black.
 *
 * @returns 784 bytes, row by row
 */
export function prepare(image: RgbaImage): Uint8Array {
  if (isPrepared(image)) return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => image.data[4 * i]);
  const background = backgroundOf(image);
  const { width, height, values } = differenceFrom(image, background);
  const box = boundingBox(width, height, values);
  if (!box) return new Uint8Array(SIDE * SIDE);
  return centre(sharpen(shrink(values, width, box)));
}

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

interface Box {
  readonly left: number;
  readonly top: number;
  /** Not included. */
  readonly right: number;
  readonly bottom: number;
}

function isPrepared({ width, height, data }: RgbaImage): boolean {
  if (width !== SIDE || height !== SIDE) return false;
  const corners = [0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1];
  const dark = corners.filter((i) => data[4 * i] < 32).length;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2] || data[i + 3] !== 255) return false;
  }
  return dark >= 3;
}

/** The middle one of the four corners' colours, channel by channel; where corners are transparent, white. */
function backgroundOf({ width, height, data }: RgbaImage): [number, number, number] {
  const corners = [0, width - 1, width * (height - 1), width * height - 1].map((i) => 4 * i);
  const opaque = corners.filter((i) => data[i + 3] >= 128);
  if (opaque.length < 3) return [255, 255, 255];
  const middle = (channel: number) => {
    const sorted = opaque.map((i) => data[i + channel]).sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  };
  return [middle(0), middle(1), middle(2)];
}

/**
 * How far each pixel is from the background, 0 to 255. On a light background this is the negated grey value, as the
 * paper's; on a dark one the grey value; on any other the distance in brightness and, less, in colour.
 */
function differenceFrom(image: RgbaImage, [red, green, blue]: [number, number, number]): Grey {
  const { width, height, data } = image;
  const values = new Float64Array(width * height);
  const ground = luminance(red, green, blue);
  const range = Math.max(ground, 255 - ground);
  for (let i = 0; i < values.length; i++) {
    const opacity = data[4 * i + 3] / 255;
    const r = red + (data[4 * i] - red) * opacity;
    const g = green + (data[4 * i + 1] - green) * opacity;
    const b = blue + (data[4 * i + 2] - blue) * opacity;
    const distance = Math.sqrt((r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue));
    if (distance <= CLOSE) continue;
    const brightness = Math.abs(luminance(r, g, b) - ground);
    values[i] = (Math.max(brightness, distance / 2) * 255) / range;
  }
  return { width, height, values };
}

/** Brightness after ITU-R BT.601. */
function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** The smallest box that holds all that is not background; nothing where all is. */
function boundingBox(width: number, height: number, values: Float64Array): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right === 0 ? undefined : { left, top, right, bottom };
}

/** The box with its longest edge brought to 28 pixels, each the mean of the area it covers. */
function shrink(values: Float64Array, stride: number, { left, top, right, bottom }: Box): Grey {
  const scale = Math.max(right - left, bottom - top) / SIDE;
  const width = Math.max(1, Math.round((right - left) / scale));
  const height = Math.max(1, Math.round((bottom - top) / scale));
  const stepX = (right - left) / width;
  const stepY = (bottom - top) / height;
  const result = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      result[y * width + x] = areaMean(values, stride, left + x * stepX, top + y * stepY, stepX, stepY);
    }
  }
  return { width, height, values: result };
}

function areaMean(
  values: Float64Array,
  stride: number,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  const lastX = Math.ceil(left + width - 1e-9);
  const lastY = Math.ceil(top + height - 1e-9);
  let sum = 0;
  let area = 0;
  for (let y = Math.floor(top); y < lastY; y++) {
    const shareY = Math.min(y + 1, top + height) - Math.max(y, top);
    for (let x = Math.floor(left); x < lastX; x++) {
      const share = shareY * (Math.min(x + 1, left + width) - Math.max(x, left));
      sum += share * values[y * stride + x];
      area += share;
    }
  }
  return sum / area;
}

/** Adds what a Gaussian blur of radius 1 takes away, so that outlines stand out. */
function sharpen({ width, height, values }: Grey): Grey {
  const at = (x: number, y: number) =>
    values[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)];
  const total = (1 + 2 * BESIDE) * (1 + 2 * BESIDE);
  const result = values.map((value, i) => {
    const x = i % width;
    const y = (i - x) / width;
    const row = (dy: number) => BESIDE * at(x - 1, y + dy) + at(x, y + dy) + BESIDE * at(x + 1, y + dy);
    const blurred = (BESIDE * row(-1) + row(0) + BESIDE * row(1)) / total;
    return value === 0 ? 0 : value + 0.5 * (value - blurred);
  });
  return { width, height, values: result };
}

/** In the middle of a black square, as bytes. */
function centre({ width, height, values }: Grey): Uint8Array {
  const pixels = new Uint8ClampedArray(SIDE * SIDE);
  const left = (SIDE - width) >> 1;
  const top = (SIDE - height) >> 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[(top + y) * SIDE + left + x] = Math.round(values[y * width + x]);
  }
  return new Uint8Array(pixels.buffer);
}
