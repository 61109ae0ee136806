export {
  cardText,
  commandFor,
  countParameters,
  type ModelCard,
  measureTest,
  type TestMeasures,
} from './card/card';
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
export { Novelty } from './novelty/novelty';
export { type SplitModel, splitModel } from './novelty/split-model';
export { type PresetName, presetNames, presets } from './presets';
export { type OptimizerName, type OriginalOptions, optimizerNames, originalRecipe } from './presets/original';
export { augmentationsOf, type Recipe, type RecipeParts, readRecipe, recipeOf } from './presets/recipe';
export { calibrated } from './shipped/calibrated';
export { type Classification, Classifier } from './shipped/classifier';
export { holdsNovelty, type PackagedModel, packModel, unpackModel } from './shipped/model-package';
export {
  fetchShippedModel,
  isShippedName,
  modelUrl,
  type ShippedName,
  shippedNames,
} from './shipped/shipped-models';
