import { UserError } from '../errors';
import type { Layer, LayerConfig } from '../layers/layer';
import type { Loss, LossConfig } from '../losses/loss';
import type { Accuracy, AccuracyConfig } from '../metrics/accuracy';
import type { Optimizer, OptimizerConfig } from '../optimizers/optimizer';
import type { FloatType } from '../tensor/dtype';
import type { Shape } from '../tensor/shape';
import { makeAccuracy, makeLayer, makeLoss, makeOptimizer } from './components';
import { ConfigReader } from './config-reader';
import { type FileKind, isOurs, METADATA_KEY, parseMetadata } from './metadata';

/** What a training did to a model, kept in its file. */
export interface TrainingSummary {
  readonly epochs: number;
  readonly batchSize: number;
  readonly samples: number;
  readonly seed: number;
  readonly shuffle: boolean;
  /** Optimizer steps over all trainings. */
  readonly iterations: number;
  /** Mean loss over the last epoch, penalty included. */
  readonly loss: number;
  /** Accuracy over the last epoch, from 0 to 1. */
  readonly accuracy: number;
}

/** A model without its parameters. */
export interface ModelParts {
  readonly dtype: FloatType;
  readonly inputShape: Shape;
  readonly layers: readonly Layer[];
  readonly loss?: Loss | undefined;
  readonly accuracy?: Accuracy | undefined;
  readonly optimizer?: Optimizer | undefined;
  /** The name of each class. */
  readonly labels?: readonly string[] | undefined;
  readonly training?: TrainingSummary | undefined;
}

/** A model without its parameters, as plain data. */
export interface ModelConfig {
  readonly dtype: FloatType;
  readonly inputShape: Shape;
  readonly layers: readonly LayerConfig[];
  readonly loss?: LossConfig;
  readonly accuracy?: AccuracyConfig;
  readonly optimizer?: OptimizerConfig;
  readonly labels?: readonly string[];
  readonly training?: TrainingSummary;
}

export function configOf(parts: ModelParts): ModelConfig {
  const { dtype, inputShape, layers, loss, accuracy, optimizer, labels, training } = parts;
  return {
    dtype,
    inputShape,
    layers: layers.map((layer) => layer.config()),
    ...(loss && { loss: loss.config() }),
    ...(accuracy && { accuracy: accuracy.config() }),
    ...(optimizer && { optimizer: optimizer.config() }),
    ...(labels && { labels }),
    ...(training && { training }),
  };
}

/** @throws UserError where the config describes what cannot be. */
export function readParts(config: ConfigReader): ModelParts {
  return {
    dtype: config.choice('dtype', ['float32', 'float64']),
    inputShape: config.shape('inputShape'),
    layers: config.objects('layers').map(makeLayer),
    loss: config.has('loss') ? makeLoss(config.object('loss')) : undefined,
    accuracy: config.has('accuracy') ? makeAccuracy(config.object('accuracy')) : undefined,
    optimizer: config.has('optimizer') ? makeOptimizer(config.object('optimizer')) : undefined,
    labels: config.has('labels') ? config.strings('labels') : undefined,
    training: config.has('training') ? readTraining(config.object('training')) : undefined,
  };
}

/** @throws UserError where the metadata is none of ours, or of a newer version. */
export function readMetadata(metadata: Readonly<Record<string, string>>): {
  kind: FileKind;
  config: ConfigReader;
} {
  if (!isOurs(metadata)) {
    throw new UserError(
      `This safetensors file is not one of ours: its metadata has no "${METADATA_KEY}", which holds the architecture`,
    );
  }
  const config = new ConfigReader(parseMetadata(metadata), METADATA_KEY);
  config.number('formatVersion');
  return { kind: config.choice('kind', ['model', 'parameters', 'checkpoint']), config };
}

function readTraining(config: ConfigReader): TrainingSummary {
  const training = {
    epochs: config.number('epochs'),
    batchSize: config.number('batchSize'),
    samples: config.number('samples'),
    seed: config.number('seed'),
    shuffle: config.boolean('shuffle'),
    iterations: config.number('iterations'),
    loss: config.number('loss'),
    accuracy: config.number('accuracy'),
  };
  config.finish();
  return training;
}
