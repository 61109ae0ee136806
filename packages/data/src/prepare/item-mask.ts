import { type Background, deviationsFrom } from './background';
import type { Canvas } from './canvas';
import { componentsOf, paint } from './components';
import { removeShadow } from './shadow';
import { removeSpecks } from './specks';

/** From so many deviations on a pixel is surely no background … */
const SURELY = 6;
/** … and from so many on where it hangs together with one that is surely none. */
const PERHAPS = 2.8;
/** From this opacity on a pixel of a picture without background is part of the item. */
const OPAQUE = 0.06;

/** 1 for each pixel that is part of the item, by its opacity. */
export function maskByOpacity({ opacity, width }: Canvas): Uint8Array {
  const mask = Uint8Array.from(opacity, (value) => (value > OPAQUE ? 1 : 0));
  removeSpecks(mask, width);
  return mask;
}

/** In smaller canvases a garment's straps are as thin as the noise. */
const SMOOTHED = 64;

/**
 * 1 for each pixel that is part of the item, by how far its colour is from the background's: with hysteresis (Canny
 * 1986), so that pale parts are kept and a texture's peaks are not.
 */
export function maskByColour(canvas: Canvas, background: Background): Uint8Array {
  const { width, height } = canvas;
  const deviations = smooth(deviationsFrom(canvas, background), width, height);
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) mask[i] = deviations[i] >= PERHAPS ? 1 : 0;
  for (const component of componentsOf(mask, width, true)) {
    const isSure = component.stretches.some(([start, end]) => hasAtLeast(SURELY, deviations, start, end));
    if (!isSure) paint(mask, component, 0);
  }
  removeShadow(mask, canvas, background);
  removeSpecks(mask, width);
  return mask;
}

function hasAtLeast(least: number, values: Float64Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (values[i] >= least) return true;
  return false;
}

/** Each value averaged with its eight neighbours, which together weigh three quarters; small pictures stay sharp. */
function smooth(values: Float64Array, width: number, height: number): Float64Array {
  if (Math.min(width, height) < SMOOTHED) return values;
  const across = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = i % width;
    const before = x > 0 ? values[i - 1] : values[i];
    const after = x < width - 1 ? values[i + 1] : values[i];
    across[i] = (before + 2 * values[i] + after) / 4;
  }
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const above = i >= width ? across[i - width] : across[i];
    const below = i < values.length - width ? across[i + width] : across[i];
    result[i] = (above + 2 * across[i] + below) / 4;
  }
  return result;
}
