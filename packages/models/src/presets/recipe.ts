import {
  type Augmentation,
  type AugmentationConfig,
  augmentationsFrom,
  type Layer,
  type Loss,
  Model,
  type ModelConfig,
  type Optimizer,
  type Shape,
  UserError,
} from '@fmnist/core';
import { fashionMnist } from '@fmnist/data';
import * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';

/** How a network is made, as plain data: everything that decides its weights but the data and the seed. */
export interface Recipe {
  /** One sentence for people. */
  readonly about: string;
  readonly model: ModelConfig;
  readonly epochs: number;
  readonly batchSize: number;
  readonly augment: readonly AugmentationConfig[];
  /** What the trained model's logits are divided by, found on pictures that were held back. Default: 1. */
  readonly temperature?: number;
}

/** The parts of a recipe as they are written in code. */
export interface RecipeParts {
  readonly about: string;
  readonly inputShape: Shape;
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly batchSize: number;
  readonly augment?: readonly Augmentation[];
  readonly temperature?: number;
}

/** A recipe for the data set's ten classes. */
export function recipeOf(parts: RecipeParts): Recipe {
  const { about, inputShape, layers, loss, optimizer, epochs, batchSize, augment = [], temperature } = parts;
  return {
    about,
    model: {
      dtype: 'float32',
      inputShape,
      layers: layers.map((layer) => layer.config()),
      loss: loss.config(),
      optimizer: optimizer.config(),
      labels: fashionMnist.classNames,
    },
    epochs,
    batchSize,
    augment: augment.map((each) => each.config()),
    ...(temperature !== undefined && { temperature }),
  };
}

/** The shape of a recipe as plain data; {@link readRecipe} looks into the model and the augmentations as well. */
export const recipeSchema = z.strictObject({
  about: z.string(),
  model: z.looseObject({}),
  epochs: z.int().check(z.minimum(1)),
  batchSize: z.int().check(z.minimum(1)),
  augment: z.array(z.looseObject({ type: z.string() })),
  temperature: z.optional(z.number().check(z.positive())),
});

/**
 * A recipe from plain data, as from a JSON file.
 * @throws UserError with the place of what is wrong.
 */
export function readRecipe(value: unknown): Recipe {
  const parsed = recipeSchema.safeParse(value, { error: english().localeError });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    throw new UserError(`This is no recipe: ${faults.join('; ')}`);
  }
  const { about, model, epochs, batchSize, augment, temperature } = parsed.data;
  return {
    about,
    model: Model.fromConfig(model).config(),
    epochs,
    batchSize,
    augment: augmentationsFrom(augment).map((each) => each.config()),
    ...(temperature !== undefined && { temperature }),
  };
}

/** The augmentations of a recipe, for `train`. */
export function augmentationsOf({ augment }: Recipe): Augmentation[] {
  return augmentationsFrom(augment);
}
