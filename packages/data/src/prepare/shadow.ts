import type { Background } from './background';
import type { Canvas } from './canvas';

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
  const lightAt = (channel: number, i: number) =>
    channels[channel][i] / Math.max(1, background.channels[channel][i]);
  const light = new Float64Array(mask.length);
  const isShade = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    const [red, green, blue] = [lightAt(0, i), lightAt(1, i), lightAt(2, i)];
    light[i] = (red + green + blue) / 3;
    isShade[i] = Math.max(red, green, blue) - Math.min(red, green, blue) < SAME_HUE ? 1 : 0;
  }
  const inItem = light.filter((_, i) => mask[i] === 1).sort();
  const taken = Math.max(0, 1 - inItem[Math.floor(DARK_PARTS * inItem.length)]);
  const least = 1 - Math.min(DARKEST, DARKEST_OF_ITEM * taken);
  const open: number[] = [];
  const seen = new Uint8Array(mask.length);
  const reach = (i: number) => {
    if (seen[i]) return;
    const isShadow = isShade[i] && light[i] >= least && light[i] <= 1;
    if (mask[i] && !(isShadow && steepness(light, i, width, height) <= SOFTEST_OUTLINE * taken)) return;
    seen[i] = 1;
    open.push(i);
  };
  for (let i = 0; i < mask.length; i++) {
    const x = i % width;
    if (x === 0 || x === width - 1 || i < width || i >= mask.length - width) reach(i);
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    mask[next] = 0;
    const x = next % width;
    if (x > 0) reach(next - 1);
    if (x < width - 1) reach(next + 1);
    if (next >= width) reach(next - width);
    if (next < mask.length - width) reach(next + width);
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
