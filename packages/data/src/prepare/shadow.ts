import type { Background } from './background';
import { type Canvas, valuesIn } from './canvas';
import { componentsOf, paint } from './components';

/** A shadow takes at most so much of the light, and at most so much of what the item's dark parts take … */
const DARKEST = 0.35;
const DARKEST_OF_ITEM = 0.45;
/** … about as much of each colour … */
const SAME_HUE = 0.06;
/** … and grows from pixel to pixel by no more than so much of what those take: a sharper outline is an item's. */
const SOFTEST_OUTLINE = 0.05;

/** The dark parts of an item: its darkest twentieth. */
const DARK_PARTS = 0.05;

/** Takes soft shadows out of a mask: from outside inwards, what is like the background in less light, until an outline. */
export function removeShadow(
  mask: Uint8Array,
  { channels, width, height }: Canvas,
  background: Background,
): void {
  if (!mask.includes(1)) return;
  const [reds, greens, blues] = channels;
  const [expectedReds, expectedGreens, expectedBlues] = background.channels;
  const light = new Float64Array(mask.length);
  const isShade = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    const red = reds[i] / Math.max(1, expectedReds[i]);
    const green = greens[i] / Math.max(1, expectedGreens[i]);
    const blue = blues[i] / Math.max(1, expectedBlues[i]);
    light[i] = (red + green + blue) / 3;
    isShade[i] = Math.max(red, green, blue) - Math.min(red, green, blue) < SAME_HUE ? 1 : 0;
  }
  const inItem = valuesIn(mask, light).sort();
  const taken = Math.max(0, 1 - inItem[Math.floor(DARK_PARTS * inItem.length)]);
  const least = 1 - Math.min(DARKEST, DARKEST_OF_ITEM * taken);
  const isPassable = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    const isShadow = isShade[i] && light[i] >= least && light[i] <= 1;
    if (!mask[i] || (isShadow && steepness(light, i, width, height) <= SOFTEST_OUTLINE * taken)) {
      isPassable[i] = 1;
    }
  }
  for (const component of componentsOf(isPassable, width, false)) {
    const { left, top, right, bottom } = component.box;
    if (left === 0 || top === 0 || right === width || bottom === height) paint(mask, component, 0);
  }
}

/** How much the light changes from a pixel to its neighbours, at most. */
function steepness(light: Float64Array, i: number, width: number, height: number): number {
  const x = i % width;
  const y = (i - x) / width;
  let most = 0;
  if (x > 0) most = Math.max(most, Math.abs(light[i] - light[i - 1]));
  if (x < width - 1) most = Math.max(most, Math.abs(light[i] - light[i + 1]));
  if (y > 0) most = Math.max(most, Math.abs(light[i] - light[i - width]));
  if (y < height - 1) most = Math.max(most, Math.abs(light[i] - light[i + width]));
  return most;
}
