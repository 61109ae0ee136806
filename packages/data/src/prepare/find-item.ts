import type { RgbaImage } from '../rgba-image';
import { type Background, backgroundAround, backgroundOfBorder, backgroundOfTransparent } from './background';
import { type Box, boundingBox } from './box';
import { type Canvas, reduce } from './canvas';
import { maskByColour, maskByOpacity } from './item-mask';

/** What a picture shows, apart from what it lies on. */
export interface Item {
  readonly canvas: Canvas;
  readonly background: Background;
  /** 1 for each pixel of the canvas that is part of it. */
  readonly mask: Uint8Array;
  /** The smallest box of the canvas that holds it. */
  readonly box: Box;
  /** Whether it was cut out of its picture: then nothing is known of what it lay on. */
  readonly transparent: boolean;
}

/** How much of the border must be transparent for the item to be what is not: a fifth. */
const CLEAR_SHARE = 0.2;
/** The room left around an item, of its longer edge, when it is looked at from closer. */
const ROOM = 0.12;

/**
 * The item in a picture: looked for in the whole, then once more in the part that holds it, where it is larger and the
 * background's changes are smaller. Nothing where all is background.
 */
export function findItem(image: RgbaImage): Item | undefined {
  const whole = { left: 0, top: 0, right: image.width, bottom: image.height };
  const found = findItemIn(image, whole);
  if (!found) return undefined;
  const region = withRoom(found, image);
  return isWhole(region, image) ? found : (findItemIn(image, region) ?? found);
}

function isWhole({ left, top, right, bottom }: Box, { width, height }: RgbaImage): boolean {
  return left === 0 && top === 0 && right === width && bottom === height;
}

function findItemIn(image: RgbaImage, region: Box): Item | undefined {
  const canvas = reduce(image, region);
  let background: Background;
  let mask: Uint8Array;
  const transparent = isTransparent(canvas);
  if (transparent) {
    background = backgroundOfTransparent(canvas);
    mask = maskByOpacity(canvas);
  } else {
    background = backgroundOfBorder(canvas);
    mask = maskByColour(canvas, background);
    background = backgroundAround(canvas, background, mask);
    mask = maskByColour(canvas, background);
  }
  const box = boundingBox(mask, canvas.width);
  return box && { canvas, background, mask, box, transparent };
}

function withRoom({ box, canvas }: Item, image: RgbaImage): Box {
  const { factor } = canvas;
  const room = Math.ceil(ROOM * factor * Math.max(box.right - box.left, box.bottom - box.top)) + 2;
  return {
    left: Math.max(0, box.left * factor - room),
    top: Math.max(0, box.top * factor - room),
    right: Math.min(image.width, box.right * factor + room),
    bottom: Math.min(image.height, box.bottom * factor + room),
  };
}

function isTransparent({ width, height, opacity }: Canvas): boolean {
  let [clear, border] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) continue;
      border++;
      if (opacity[y * width + x] < 0.5) clear++;
    }
  }
  return clear > CLEAR_SHARE * border;
}
