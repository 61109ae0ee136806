import { UserError } from '../errors';
import type { Layer, LayerConfig } from '../layers/layer';
import type { Loss, LossConfig } from '../losses/loss';
import type { Accuracy, AccuracyConfig } from '../metrics/accuracy';
import type { Optimizer, OptimizerConfig } from '../optimizers/optimizer';
import type { FloatType } from '../tensor/dtype';
import type { Shape } from '../tensor/shape';
import { makeAccuracy, makeLayer, makeLoss, makeOptimizer } from './components';
import { ConfigReader } from './config-reader';

/** The version of the config this program writes. It reads this and all older ones. */
export const FORMAT_VERSION = 1;
/** The key of the safetensors metadata that holds the config, as JSON. */
const METADATA_KEY = 'fmnist';

/** What one of our files holds. */
export type FileKind = 'model' | 'parameters' | 'checkpoint';

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

/** Metadata of a file of a kind, with what else it says of itself. */
export function writeMetadata(kind: FileKind, config: object): Record<string, string> {
  return { [METADATA_KEY]: JSON.stringify({ formatVersion: FORMAT_VERSION, kind, ...config }) };
}

/** Whether metadata is that of one of our files. */
export function isOurs(metadata: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(metadata, METADATA_KEY);
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
  let value: unknown;
  try {
    value = JSON.parse(metadata[METADATA_KEY]);
  } catch (error) {
    throw new UserError(`The file’s metadata "${METADATA_KEY}" is not JSON`, { cause: error });
  }
  const config = new ConfigReader(value, METADATA_KEY);
  const version = config.number('formatVersion');
  if (version > FORMAT_VERSION) {
    throw new UserError(
      `The file has format version ${version}, newer than ${FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
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
