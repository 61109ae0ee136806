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
import { type EarlierRun, isAsInRun } from './earlier-run';
import { explained } from './explained';
import type { TrainFlags } from './train-flags';

/** Flags that vary the original network, and it alone. */
const ofTheOriginal = ['hidden', 'l2', 'optimizer', 'decay'] as const;

/** Flags that decide which recipe others change. */
const ofTheNetwork = ['preset', ...ofTheOriginal] as const;

/**
 * What is to be trained, as the flags say: the recipe of the earlier run, which may be another than its preset is by now,
 * unless a flag asks for another network.
 * @throws UsageError where a flag does not go with the preset, UserError where a recipe's file cannot be used.
 */
export async function recipeFor(flags: TrainFlags, earlier: EarlierRun | undefined): Promise<Recipe> {
  const { epochs, 'batch-size': batchSize, 'learning-rate': learningRate } = flags;
  const isSameNetwork = earlier && ofTheNetwork.every((name) => isAsInRun(name, flags, earlier.config.flags));
  const recipe = isSameNetwork
    ? explained(earlier.path, () => readRecipe(earlier.config.recipe))
    : await presetRecipe(flags);
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

/**
 * The flags without what a repeated run varied of its own network, where another preset was asked for: that is not meant for
 * it.
 */
export function withoutVariations(flags: TrainFlags, earlier: EarlierRun | undefined): TrainFlags {
  if (!earlier || isAsInRun('preset', flags, earlier.config.flags)) return flags;
  const { flags: run } = earlier.config;
  const foreign = ofTheOriginal.filter((name) => isAsInRun(name, flags, run));
  return { ...flags, ...Object.fromEntries(foreign.map((name) => [name, undefined])) };
}

async function presetRecipe(flags: TrainFlags): Promise<Recipe> {
  return flags.preset === 'original' ? variedOriginal(flags) : namedRecipe(flags);
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
  return explained(`--preset ${named}`, () => readRecipe(value));
}
