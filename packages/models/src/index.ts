export { type PresetName, presetNames, presets } from './presets';
export { type OptimizerName, type OriginalOptions, optimizerNames, originalRecipe } from './presets/original';
export { augmentationsOf, type Recipe, type RecipeParts, readRecipe, recipeOf } from './presets/recipe';
