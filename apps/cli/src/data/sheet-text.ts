import type { SheetRow } from './contact-sheet';

const SIDE = 28;
/** From dark to bright, for where there are no colours. */
const RAMP = ' .:-=+*#%@';

/** How many columns of a terminal a picture takes, with the gap after it. */
export const PICTURE_COLUMNS = SIDE + 1;

/**
 * A contact sheet for a terminal, a line of text for two rows of pixels.
 * @param colours whether half blocks of the 24 greys of the 256 colours of terminals may be used, else characters are
 */
export function sheetText(rows: readonly SheetRow[], colours: boolean): string {
  return rows
    .map(({ className, pictures }) => {
      const lines = Array.from({ length: SIDE / 2 }, (_, line) =>
        pictures
          .map((picture) => textLine(picture, 2 * line, colours))
          .join(' ')
          .trimEnd(),
      );
      return [className, ...lines].join('\n');
    })
    .join('\n\n');
}

function textLine(picture: Uint8Array, y: number, colours: boolean): string {
  let text = '';
  for (let x = 0; x < SIDE; x++) {
    const [upper, lower] = [picture[y * SIDE + x], picture[(y + 1) * SIDE + x]];
    text += colours
      ? `\u001b[38;5;${greyOf(upper)};48;5;${greyOf(lower)}m▀`
      : RAMP[Math.floor(((upper + lower) / 511) * RAMP.length)];
  }
  return colours ? `${text}\u001b[0m` : text;
}

/** The nearest of a terminal's greys, 8 to 238 in steps of 10 at 232 to 255, and black and white at 16 and 231. */
function greyOf(value: number): number {
  if (value < 4) return 16;
  if (value > 246) return 231;
  return 232 + Math.min(23, Math.max(0, Math.round((value - 8) / 10)));
}
