import { readFile } from 'node:fs/promises';
import { UserError } from '@fmnist/core';
import {
  originalRecipe,
  type PresetName,
  presetNames,
  presets,
  type Recipe,
  readRecipe,
} from '@fmnist/models';
import { UsageError } from '../flags';
import { userPath } from '../paths';
import type { TrainFlags } from './train-flags';

/** Flags that vary the original network, and it alone. */
const ofTheOriginal = ['hidden', 'l2', 'optimizer', 'decay'] as const;

/**
 * What is to be trained, as the flags say.
 * @throws UsageError where a flag does not go with the preset, UserError where a recipe's file cannot be used.
 */
export async function recipeFor(flags: TrainFlags): Promise<Recipe> {
  const { preset, epochs, 'batch-size': batchSize, 'learning-rate': learningRate } = flags;
  const recipe = preset === 'original' ? variedOriginal(flags) : await namedRecipe(flags);
  const { optimizer } = recipe.model;
  return {
    ...recipe,
    epochs: epochs ?? recipe.epochs,
    batchSize: batchSize ?? recipe.batchSize,
    model: {
      ...recipe.model,
      ...(optimizer && learningRate !== undefined && { optimizer: { ...optimizer, learningRate } }),
    },
  };
}

function variedOriginal({ hidden, l2, optimizer, decay, 'learning-rate': learningRate }: TrainFlags): Recipe {
  return originalRecipe({
    learningRate,
    ...(hidden && { hidden }),
    ...(l2 !== undefined && { l2 }),
    ...(optimizer && { optimizer }),
    ...(decay !== undefined && { decay }),
  });
}

async function namedRecipe(flags: TrainFlags): Promise<Recipe> {
  const { preset } = flags;
  const misplaced = ofTheOriginal.find((name) => flags[name] !== undefined);
  if (misplaced) {
    throw new UsageError(`--${misplaced} varies the original network; it cannot go with --preset ${preset}`);
  }
  return isPresetName(preset) ? presets[preset] : readRecipeFile(preset);
}

function isPresetName(name: string): name is PresetName {
  return presetNames.some((known) => known === name);
}

/** A recipe somebody wrote, as `presets show` prints it. */
async function readRecipeFile(named: string): Promise<Recipe> {
  if (!named.endsWith('.json')) {
    throw new UsageError(
      `--preset must be one of ${presetNames.join(', ')}, or a recipe’s file.json, got "${named}"`,
    );
  }
  let text: string;
  try {
    text = await readFile(userPath(named), 'utf8');
  } catch (error) {
    throw new UserError(`--preset ${named}: cannot read the file`, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`--preset ${named}: the file is not JSON`, { cause: error });
  }
  try {
    return readRecipe(value);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`--preset ${named}: ${error.message}`, { cause: error });
  }
}
