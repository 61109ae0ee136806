import type { Colors } from './color-depth';

/** From black to white, by how much of its place a character fills. */
const RAMP = ' .:-=+*#%@';
const ESCAPE = '\u001b[';
const RESET = `${ESCAPE}0m`;

/**
 * A grey picture as lines of text, two rows of pixels a line: half blocks whose two halves have a colour each, or, without
 * colours, characters that fill as much of their place as the two pixels are bright.
 * @param pixels height × width numbers from 0 to 255, row by row; the height is even
 */
export function pictureLines(pixels: Uint8Array, width: number, colors: Colors): string[] {
  const lines: string[] = [];
  for (let top = 0; top + width < pixels.length; top += 2 * width) {
    const columns = Array.from(
      { length: width },
      (_, x) => [pixels[top + x], pixels[top + width + x]] as const,
    );
    lines.push(colors === 'none' ? columns.map(ramp).join('') : halfBlocks(columns, colors));
  }
  return lines;
}

function ramp([upper, lower]: readonly [number, number]): string {
  return RAMP[Math.floor(((upper + lower) / 2 / 256) * RAMP.length)];
}

function halfBlocks(columns: readonly (readonly [number, number])[], colors: '256' | 'true'): string {
  const code = colors === 'true' ? trueColor : indexedColor;
  return columns.map(([upper, lower]) => `${ESCAPE}38;${code(upper)};48;${code(lower)}m▀`).join('') + RESET;
}

function trueColor(grey: number): string {
  return `2;${grey};${grey};${grey}`;
}

/** Of the 256 colours, black, white and the 24 greys between: 8, 18, … 238. */
function indexedColor(grey: number): string {
  const step = Math.round((grey - 8) / 10);
  if (step < 0) return '5;16';
  return step > 23 ? '5;231' : `5;${232 + step}`;
}
