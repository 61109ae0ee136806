export {
  cardText,
  commandFor,
  countParameters,
  type ModelCard,
  measureTest,
  type TestMeasures,
} from './card/card';
export { type Explanation, explain } from './explain/explain';
export { occlusionMap } from './explain/occlusion';
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
export { presets } from './presets';
export { type OptimizerName, optimizerNames } from './presets/optimizer-names';
export { type OriginalOptions, originalRecipe } from './presets/original';
export { type PresetName, presetNames } from './presets/preset-names';
export {
  augmentationsOf,
  type Recipe,
  type RecipeParts,
  readRecipe,
  recipeOf,
  recipeSchema,
} from './presets/recipe';
export { withLabels } from './presets/with-labels';
export { calibrated } from './shipped/calibrated';
export { type Classification, Classifier } from './shipped/classifier';
export { holdsNovelty, type PackagedModel, packModel, unpackModel } from './shipped/model-package';
export { fetchShippedModel, modelUrl } from './shipped/shipped-models';
export { isShippedName, type ShippedName, shippedNames } from './shipped/shipped-names';
