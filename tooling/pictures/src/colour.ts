import type { Dice } from './dice';

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

export const BLACK: Colour = [0, 0, 0];
export const WHITE: Colour = [255, 255, 255];

/** The colour a share of the way from one to another. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** Brightness after ITU-R BT.601, 0 to 255. */
export function brightness([red, green, blue]: Colour): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** Any colour at all. */
export function anyColour(dice: Dice): Colour {
  return [dice.between(0, 255), dice.between(0, 255), dice.between(0, 255)];
}

/** A colour that is brighter, or darker, than another by at least so much. */
export function contrasting(dice: Dice, other: Colour, atLeast: number): Colour {
  for (;;) {
    const colour = anyColour(dice);
    if (Math.abs(brightness(colour) - brightness(other)) >= atLeast) return colour;
  }
}

/** A colour as bright as another that differs in hue: at least 110 apart in RGB. */
export function equallyBright(dice: Dice, other: Colour): Colour {
  for (;;) {
    const colour = anyColour(dice);
    const apart = Math.hypot(colour[0] - other[0], colour[1] - other[1], colour[2] - other[2]);
    if (Math.abs(brightness(colour) - brightness(other)) < 8 && apart >= 110) return colour;
  }
}
