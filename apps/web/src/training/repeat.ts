import { type OriginalOptions, optimizerNames, originalRecipe, presets, type Recipe } from '@fmnist/models';
import { parseLayers } from './layer-spec';
import { recipeFor } from './recipe-for';
import type { TrainingConfig } from './training-config';

const RECIPE_FILE = 'fmnist-recipe.json';

/** How the command line trains the same weights. */
export interface Repeat {
  readonly command: string;
  /** The file that the command reads, where no flags can say what is to be trained. */
  readonly recipe?: { readonly name: string; readonly text: string };
}

/** How the command line trains what a configuration says. @throws MisfitError where its layers do not fit. */
export function repeatOf(config: TrainingConfig): Repeat {
  const recipe = recipeFor(config);
  const flags = presetFlags(config, recipe) ?? originalFlags(config, recipe);
  const { epochs, batch, seed, threads } = config;
  const deciding = flags
    ? [...flags, `--epochs ${epochs}`, `--batch-size ${batch}`]
    : [`--preset ${RECIPE_FILE}`];
  const parts = [
    'fmnist train',
    ...deciding,
    `--seed ${seed}`,
    ...(threads > 0 ? [`--threads ${threads}`] : []),
  ];
  return {
    command: parts.join(' '),
    ...(!flags && { recipe: fileOf({ ...recipe, about: `made in the page, from ${config.preset}` }) }),
  };
}

function fileOf(recipe: Recipe): NonNullable<Repeat['recipe']> {
  return { name: RECIPE_FILE, text: `${JSON.stringify(recipe, null, 2)}\n` };
}

/** Where it is a preset, with another rate at most. */
function presetFlags({ preset, rate }: TrainingConfig, recipe: Recipe): string[] | undefined {
  const { model, augment } = presets[preset];
  const { optimizer } = model;
  if (!optimizer) return undefined;
  const changed = { ...model, optimizer: { ...optimizer, learningRate: rate } };
  if (!isSame(recipe, { model: changed, augment })) return undefined;
  return [`--preset ${preset}`, ...(rate === optimizer.learningRate ? [] : [`--learning-rate ${rate}`])];
}

/** Where it is the original network as the flags for that can change it. */
function originalFlags(config: TrainingConfig, recipe: Recipe): string[] | undefined {
  const optimizer = optimizerNames.find((name) => name === config.optimizer);
  const { layers, l2, rate: learningRate, decay } = config;
  if (!optimizer || config.preset !== 'original') return undefined;
  const dense = (parseLayers(layers) ?? []).filter(({ kind }) => kind === 'dense');
  const hidden = dense.map(({ numbers: [width] }) => width);
  const options = { hidden, l2, optimizer, learningRate, decay } satisfies OriginalOptions;
  if (!isSame(recipe, originalRecipe(options))) return undefined;
  return [
    '--preset original',
    `--hidden ${hidden.join(',') || 'none'}`,
    `--l2 ${l2}`,
    `--optimizer ${optimizer}`,
    `--learning-rate ${learningRate}`,
    `--decay ${decay}`,
  ];
}

/** Whether two recipes make the same weights of the same epochs and batches. */
function isSame(a: Pick<Recipe, 'model' | 'augment'>, b: Pick<Recipe, 'model' | 'augment'>): boolean {
  return JSON.stringify([a.model, a.augment]) === JSON.stringify([b.model, b.augment]);
}
