import { UserError } from '../errors';
import type { Layer, LayerConfig } from '../layers/layer';
import type { Loss } from '../losses/loss';
import type { Accuracy, AccuracyConfig } from '../metrics/accuracy';
import type { Optimizer, OptimizerConfig } from '../optimizers/optimizer';
import type { FloatType } from '../tensor/dtype';
import { formatShape, type Shape, sameShape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { makeAccuracy, makeLayer, makeLoss, makeOptimizer } from './components';
import { ConfigReader } from './config-reader';
import { readSafetensors, writeSafetensors } from './safetensors';

/** The version of the config this program writes. It reads this and all older ones. */
export const FORMAT_VERSION = 1;
/** The key of the safetensors metadata that holds the config, as JSON. */
const METADATA_KEY = 'fmnist';

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

/** A model as plain data, without its parameters. */
interface ModelConfig {
  readonly formatVersion: number;
  readonly kind: 'model';
  readonly dtype: FloatType;
  readonly inputShape: Shape;
  readonly layers: readonly LayerConfig[];
  readonly loss?: { readonly type: string };
  readonly accuracy?: AccuracyConfig;
  readonly optimizer?: OptimizerConfig;
  readonly labels?: readonly string[];
  readonly training?: TrainingSummary;
}

/** A model file's contents, made. */
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

/**
 * A model as one safetensors file: parameters named `0.weights`, `0.biases`, `1.weights`, … over the layers that have
 * any, row-major; the rest as JSON under the metadata key `fmnist`.
 */
export function writeModel(parts: ModelParts): Uint8Array<ArrayBuffer> {
  const { dtype, inputShape, layers, loss, accuracy, optimizer, labels, training } = parts;
  const config: ModelConfig = {
    formatVersion: FORMAT_VERSION,
    kind: 'model',
    dtype,
    inputShape,
    layers: layers.map((layer) => layer.config()),
    ...(loss && { loss: { type: loss.type } }),
    ...(accuracy && { accuracy: accuracy.config() }),
    ...(optimizer && { optimizer: optimizer.config() }),
    ...(labels && { labels }),
    ...(training && { training }),
  };
  return writeSafetensors(namedParameters(layers), { [METADATA_KEY]: JSON.stringify(config) });
}

/** The parameters alone as a safetensors file, named as in a model file. */
export function writeParameters(layers: readonly Layer[]): Uint8Array<ArrayBuffer> {
  const config = { formatVersion: FORMAT_VERSION, kind: 'parameters' };
  return writeSafetensors(namedParameters(layers), { [METADATA_KEY]: JSON.stringify(config) });
}

/**
 * A model file's parts and parameters. Runs no code from the file: only known kinds of layers are made.
 * @throws UserError where the file is no model file, is of a newer format, or holds what cannot be.
 */
export function readModel(bytes: Uint8Array): ModelParts & { readonly tensors: ReadonlyMap<string, Tensor> } {
  const { tensors, metadata } = readSafetensors(bytes);
  const config = readConfig(metadata);
  if (config.choice('kind', ['model', 'parameters']) !== 'model') {
    throw new UserError(
      'This file holds parameters alone, not a model: load it into a model of the same layers with loadParameters()',
    );
  }
  const parts: ModelParts = {
    dtype: config.choice('dtype', ['float32', 'float64']),
    inputShape: config.shape('inputShape'),
    layers: config.objects('layers').map(makeLayer),
    loss: config.has('loss') ? makeLoss(config.object('loss')) : undefined,
    accuracy: config.has('accuracy') ? makeAccuracy(config.object('accuracy')) : undefined,
    optimizer: config.has('optimizer') ? makeOptimizer(config.object('optimizer')) : undefined,
    labels: config.has('labels') ? config.strings('labels') : undefined,
    training: config.has('training') ? readTraining(config.object('training')) : undefined,
  };
  config.finish();
  return { ...parts, tensors };
}

/** The parameters of a model file or of a file of parameters. Any safetensors file with the right names will do. */
export function readParameters(bytes: Uint8Array): ReadonlyMap<string, Tensor> {
  const { tensors, metadata } = readSafetensors(bytes);
  if (Object.hasOwn(metadata, METADATA_KEY)) readConfig(metadata);
  return tensors;
}

/**
 * Puts tensors from a file into layers.
 * @throws UserError where one is missing, left over, or of another shape; the layers are then unchanged.
 */
export function assignParameters(layers: readonly Layer[], tensors: ReadonlyMap<string, Tensor>): void {
  const trainable = layers.filter(({ parameters }) => parameters.length > 0);
  const wanted = new Map<string, { layer: Layer; shape: Shape }>(
    trainable.flatMap((layer, index) =>
      layer.parameters.map(({ name, shape }) => [`${index}.${name}`, { layer, shape }] as const),
    ),
  );
  for (const [name, { layer, shape }] of wanted) {
    const tensor = tensors.get(name);
    if (!tensor)
      throw new UserError(`The file has no tensor "${name}", which ${layer.name} of the model needs`);
    if (!sameShape(tensor.shape, shape)) {
      throw new UserError(
        `Tensor "${name}" of the file has the shape ${formatShape(tensor.shape)}, but ${layer.name} of the model needs ${formatShape(shape)}`,
      );
    }
    if (tensor.dtype !== 'float32' && tensor.dtype !== 'float64') {
      throw new UserError(
        `Tensor "${name}" of the file holds ${tensor.dtype}, but parameters are float32 or float64`,
      );
    }
  }
  const extra = [...tensors.keys()].find((name) => !wanted.has(name));
  if (extra !== undefined)
    throw new UserError(`The file has a tensor "${extra}" that the model has no place for`);
  trainable.forEach((layer, index) => {
    layer.setParameters(...layer.parameters.flatMap(({ name }) => tensors.get(`${index}.${name}`) ?? []));
  });
}

function namedParameters(layers: readonly Layer[]): Map<string, Tensor> {
  const trainable = layers.filter(({ parameters }) => parameters.length > 0);
  return new Map<string, Tensor>(
    trainable.flatMap((layer, index) =>
      layer.getParameters().map((tensor, place) => [`${index}.${layer.parameters[place].name}`, tensor]),
    ),
  );
}

function readConfig(metadata: Readonly<Record<string, string>>): ConfigReader {
  if (!Object.hasOwn(metadata, METADATA_KEY)) {
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
  return config;
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
