import * as z from 'zod/mini';
import {
  type OptimizerKind,
  type TrainablePreset,
  type TrainingConfig,
  trainingConfig,
} from './training-config';

/** What each preset says; the build puts it in. */
const presets = z
  .array(trainingConfig)
  .check(z.minLength(1))
  .parse(JSON.parse(process.env.PRESETS ?? '[]'));

/** A rate to begin with where a preset is given another optimizer. */
const usualRates: Readonly<Record<OptimizerKind, number>> = {
  sgd: 0.1,
  adagrad: 0.02,
  rmsprop: 0.001,
  adam: 0.002,
  adamw: 0.002,
};

/** What a preset says, and where it is given another optimizer, a rate that suits that. */
export function usualConfig(preset: TrainablePreset, optimizer?: OptimizerKind): TrainingConfig {
  const usual = presets.find((each) => each.preset === preset) ?? presets[0];
  if (optimizer === undefined || optimizer === usual.optimizer) return usual;
  return { ...usual, optimizer, rate: usualRates[optimizer] };
}

/** What a link says of a training; whatever it says wrong, or does not say, is as in its preset. */
export function readTrainingConfig(fields: Readonly<Record<string, string>>): TrainingConfig {
  const { shape } = trainingConfig;
  const { data: preset } = shape.preset.safeParse(fields.preset);
  const { data: optimizer } = shape.optimizer.safeParse(fields.optimizer);
  const said = Object.entries(shape).flatMap(([name, schema]) => {
    const text = fields[name];
    return text && schema.safeParse(text).success ? [[name, text]] : [];
  });
  return trainingConfig.parse({
    ...usualConfig(preset ?? presets[0].preset, optimizer),
    ...Object.fromEntries(said),
  });
}
