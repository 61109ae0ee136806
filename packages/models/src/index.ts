export {
  type CalibrationBin,
  calibrationBins,
  calibrationError,
  fitTemperature,
} from './measures/calibration';
export {
  accuracyOf,
  type ClassMeasures,
  type ConfusionMatrix,
  confusionMatrix,
  measureClasses,
  predictedClasses,
} from './measures/confusion';
export { wilsonInterval } from './measures/interval';
export { featuresOf } from './novelty/features';
export { Novelty } from './novelty/novelty';
export { type PresetName, presetNames, presets } from './presets';
export { type OptimizerName, type OriginalOptions, optimizerNames, originalRecipe } from './presets/original';
export { augmentationsOf, type Recipe, type RecipeParts, readRecipe, recipeOf } from './presets/recipe';
