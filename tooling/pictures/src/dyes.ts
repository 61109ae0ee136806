import { anyColour, BLACK, brightness, type Colour, contrasting, mix, WHITE } from './colour';
import type { Dice } from './dice';

/** The colour of a garment where the data set has a grey, 0 to 1. */
export type Dye = (grey: number) => Colour;

/** A background and a dye of two colours, both on the same side of the background, the white parts farther from it. */
export function twoColours(dice: Dice): { background: Colour; dye: Dye } {
  const background = anyColour(dice);
  for (;;) {
    const [near, far] = [contrasting(dice, background, 25), contrasting(dice, background, 85)];
    const [nearBy, farBy] = [
      brightness(near) - brightness(background),
      brightness(far) - brightness(background),
    ];
    if (nearBy * farBy > 0 && Math.abs(farBy) > Math.abs(nearBy) + 50) {
      return { background, dye: (grey) => mix(near, far, grey) };
    }
  }
}

/** One colour, with dark folds and seams, as things are in the light. */
export function lit(dice: Dice): Dye {
  const colour = contrasting(dice, BLACK, 110);
  const dark = dice.between(0.15, 0.35);
  return (grey) => mix(BLACK, colour, dark + (1 - dark) * grey);
}

/** What cut-out pictures have: the data set's grey, its negative, or a colour in the light. */
export function anyDye(dice: Dice): Dye {
  return dice.pick([
    (grey: number) => mix(BLACK, WHITE, grey),
    (grey: number) => mix(WHITE, BLACK, grey),
    lit(dice),
  ]);
}

/** Stripes, checks or dots of two colours, both at least 60 brighter or darker than the background. */
export function pattern(dice: Dice, background: Colour): (x: number, y: number) => Colour {
  const [one, other] = [contrasting(dice, background, 60), contrasting(dice, background, 60)];
  const count = dice.between(8, 30);
  const period = (value: number) => value * count - Math.floor(value * count);
  const isOne = dice.pick([
    (x: number) => period(x) < 0.5,
    (_: number, y: number) => period(y) < 0.5,
    (x: number, y: number) => period(x) < 0.5 !== period(y) < 0.5,
    (x: number, y: number) => Math.hypot(period(x) - 0.5, period(y) - 0.5) < 0.3,
  ]);
  return (x, y) => (isOne(x, y) ? one : other);
}
