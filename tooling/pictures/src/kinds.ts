import type { RgbaImage } from '@fmnist/data';
import { type Background, fabric, gradient, noise, paper, solid, textures, wood } from './backgrounds';
import { anyColour, BLACK, type Colour, contrasting, equallyBright, mix, WHITE } from './colour';
import type { Dice } from './dice';
import { anyDye, lit, pattern, twoColours } from './dyes';
import { encode, type Format } from './encode';
import { type Placement, placeAnywhere, placeGarment, placeInTheMiddle } from './garment';
import { addSpecks, paintCutOut, paintFaded, paintTransparent, shadowed } from './paint';

/** A way to make a picture, as others might, out of one of the data set. */
export interface Kind {
  readonly name: string;
  readonly about: string;
  /** @returns the bytes of a PNG, JPEG or WebP file */
  make(pixels: ArrayLike<number>, dice: Dice): Promise<Uint8Array>;
}

/** All of them, the easy ones first. */
export const kinds: readonly Kind[] = [
  kind('enlarged', 'grey on black', (pixels, dice) =>
    paintFaded(placeGarment(pixels, placeInTheMiddle(dice)), solid(BLACK), () => WHITE),
  ),
  kind('inverted', 'dark on white', (pixels, dice) =>
    paintFaded(placeGarment(pixels, placeInTheMiddle(dice)), solid(WHITE), () => BLACK),
  ),
  kind('edge to edge', 'grey on black or dark on white, without room around', (pixels, dice) => {
    const place = placeInTheMiddle(dice);
    return paintBlackOrWhite(pixels, { ...place, size: place.width }, dice);
  }),
  kind('off centre', 'anywhere in a picture of any shape', (pixels, dice) =>
    paintBlackOrWhite(pixels, placeAnywhere(dice), dice),
  ),
  kind('rotated', 'by up to 10 degrees', (pixels, dice) => {
    const degrees = dice.between(-10, 10);
    const place = placeInTheMiddle(dice);
    return paintBlackOrWhite(pixels, { ...place, degrees, size: 0.85 * place.size }, dice);
  }),
  kind(
    'transparent',
    'cut out of its background',
    (pixels, dice) => {
      const garment = placeGarment(pixels, placeAnywhere(dice));
      return paintTransparent(garment, anyDye(dice));
    },
    ['png', 'webp'],
  ),
  kind('one colour', 'a garment of one colour on a background of another', (pixels, dice) => {
    const background = anyColour(dice);
    const colour = contrasting(dice, background, 70);
    return paintFaded(placeGarment(pixels, placeAnywhere(dice)), solid(background), () => colour);
  }),
  kind('two colours', 'shaded from one colour to another, cut out, on a third', (pixels, dice) => {
    const { background, dye } = twoColours(dice);
    return paintCutOut(placeGarment(pixels, placeAnywhere(dice)), solid(background), dye);
  }),
  kind(
    'in the light',
    'a bright colour with dark folds, cut out, on white, black or another colour',
    (pixels, dice) => {
      const dye = lit(dice);
      const background = dice.pick([BLACK, WHITE, mix(dye(1), BLACK, 0.6), contrasting(dice, dye(0.7), 60)]);
      return paintCutOut(placeGarment(pixels, placeAnywhere(dice)), solid(background), dye);
    },
  ),
  kind('as bright', 'differs from the background in hue alone', (pixels, dice) => {
    const background = anyColour(dice);
    const colour = equallyBright(dice, background);
    return paintFaded(placeGarment(pixels, placeAnywhere(dice)), solid(background), () => colour);
  }),
  kind('patterned', 'stripes, checks or dots of two colours', (pixels, dice) => {
    const background = dice.chance(0.6) ? dice.pick([BLACK, WHITE]) : anyColour(dice);
    return paintFaded(
      placeGarment(pixels, placeAnywhere(dice)),
      solid(background),
      pattern(dice, background),
    );
  }),
  kind('pale', 'a fifth to a third of the contrast', (pixels, dice) => {
    const background = dice.pick([BLACK, WHITE]);
    const colour = mix(background, background === BLACK ? WHITE : BLACK, dice.between(0.2, 0.33));
    return paintFaded(placeGarment(pixels, placeAnywhere(dice)), solid(background), () => colour);
  }),
  textured('gradient', 'a background that grows darker to one side', (dice, colour) =>
    gradient(dice, colour),
  ),
  textured('paper', 'grain and soft spots', paper),
  textured('wood', 'planks', (dice, colour) => wood(dice, colour)),
  textured('fabric', 'a weave', fabric),
  textured('noise', 'as of a camera in the dark', noise),
  kind('shadow', 'dark on a light background, with a soft shadow', (pixels, dice) => {
    const ground = solid(mix(WHITE, anyColour(dice), dice.between(0, 0.25)));
    const garment = placeGarment(pixels, placeAnywhere(dice));
    const colour = mix(BLACK, anyColour(dice), dice.between(0, 0.4));
    const background = shadowed(ground, garment, dice);
    return dice.chance(0.5)
      ? paintFaded(garment, background, () => colour)
      : paintCutOut(garment, background, (grey) => mix(ground(0, 0), colour, 0.25 + 0.75 * grey));
  }),
  kind(
    'compressed',
    'JPEG of quality 20 to 40',
    (pixels, dice) => {
      const background = anyColour(dice);
      const colour = contrasting(dice, background, 90);
      return paintFaded(placeGarment(pixels, placeAnywhere(dice)), solid(background), () => colour);
    },
    ['jpeg'],
    [20, 40],
  ),
  kind('specks', 'dirt near the border', (pixels, dice) => {
    const place = placeInTheMiddle(dice);
    const image = paintBlackOrWhite(pixels, { ...place, size: 0.85 * place.size }, dice);
    addSpecks(image, dice, [128, 128, 128]);
    return image;
  }),
  kind('at the edge', 'touches one side of the picture', (pixels, dice) => {
    const background = anyColour(dice);
    const colour = contrasting(dice, background, 90);
    const place = placeAnywhere(dice);
    const half = place.size / 2;
    const side = dice.pick([
      { centreX: half },
      { centreX: place.width - half },
      { centreY: half },
      { centreY: place.height - half },
    ]);
    return paintFaded(placeGarment(pixels, { ...place, ...side }), solid(background), () => colour);
  }),
  kind(
    'everything',
    'two colours, turned a little, on a textured background, with shadow and specks',
    (pixels, dice) => {
      const { background, dye } = twoColours(dice);
      const place = placeAnywhere(dice);
      const garment = placeGarment(pixels, {
        ...place,
        degrees: dice.between(-5, 5),
        size: 0.85 * place.size,
      });
      const ground = dice.pick(textures)(dice, background, place.width);
      const image = paintCutOut(garment, shadowed(ground, garment, dice), dye);
      addSpecks(image, dice, contrasting(dice, background, 60));
      return image;
    },
  ),
];

function kind(
  name: string,
  about: string,
  paint: (pixels: ArrayLike<number>, dice: Dice) => RgbaImage,
  formats: readonly Format[] = ['png', 'jpeg', 'webp'],
  [worst, best]: readonly [number, number] = [30, 90],
): Kind {
  const make = (pixels: ArrayLike<number>, dice: Dice) =>
    encode(paint(pixels, dice), dice.pick(formats), dice.whole(worst, best));
  return { name, about, make };
}

function paintBlackOrWhite(pixels: ArrayLike<number>, place: Placement, dice: Dice): RgbaImage {
  const [background, colour] = dice.chance(0.5) ? [BLACK, WHITE] : [WHITE, BLACK];
  return paintFaded(placeGarment(pixels, place), solid(background), () => colour);
}

function textured(
  name: string,
  about: string,
  background: (dice: Dice, colour: Colour, pixels: number) => Background,
): Kind {
  return kind(name, about, (pixels, dice) => {
    const place = placeAnywhere(dice);
    const ground = anyColour(dice);
    const garment = placeGarment(pixels, place);
    if (dice.chance(0.5)) {
      const colour = contrasting(dice, ground, 100);
      return paintFaded(garment, background(dice, ground, place.width), () => colour);
    }
    const { background: under, dye } = twoColours(dice);
    return paintCutOut(garment, background(dice, under, place.width), dye);
  });
}
