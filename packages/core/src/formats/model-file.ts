import { UserError } from '../errors';
import type { Precision } from '../kernels/kernels';
import type { OptimizerState } from '../model/optimizer-state';
import type { TrainingProgress } from '../model/progress';
import type { Tensor } from '../tensor/tensor';
import { configOf, type ModelParts, readMetadata, readParts, writeMetadata } from './model-config';
import { namedParameters } from './parameters';
import { progressConfig, progressTensors, readProgress } from './progress-file';
import { readSafetensors, writeSafetensors } from './safetensors';

/** Where a training stands, beside its model. */
export interface CheckpointParts {
  readonly precision: Precision;
  readonly optimizerState: OptimizerState;
  readonly progress: TrainingProgress;
}

/** What a model file or a checkpoint holds. */
export interface ModelFile extends ModelParts {
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** In a checkpoint only. */
  readonly checkpoint: CheckpointParts | undefined;
}

/** Before the names of the optimizer's tensors in a checkpoint. */
const OPTIMIZER = 'optimizer/';

/**
 * A model as one safetensors file: parameters named `0.weights`, `0.biases`, `1.weights`, … over the layers that have
 * any, row-major; the rest as JSON under the metadata key `fmnist`.
 */
export function writeModel(parts: ModelParts): Uint8Array<ArrayBuffer> {
  return writeSafetensors(namedParameters(parts.layers), writeMetadata('model', configOf(parts)));
}

/**
 * A model and its training as one safetensors file: as {@link writeModel}, with the optimizer's state under
 * `optimizer/`, what the epoch has brought so far under `epoch/`, and what callbacks remember under `memory/`.
 */
export function writeCheckpoint(
  parts: ModelParts,
  { precision, optimizerState, progress }: CheckpointParts,
): Uint8Array<ArrayBuffer> {
  const { iterations, tensors } = optimizerState;
  return writeSafetensors(
    new Map([
      ...namedParameters(parts.layers),
      ...[...tensors].map(([name, tensor]) => [OPTIMIZER + name, tensor] as const),
      ...progressTensors(progress),
    ]),
    writeMetadata('checkpoint', {
      ...configOf(parts),
      precision,
      iterations,
      progress: progressConfig(progress),
    }),
  );
}

/**
 * What a model file or a checkpoint holds. Runs no code from the file: only known kinds of layers are made.
 * @throws UserError where the file is neither, is of a newer format, or holds what cannot be.
 */
export function readModelFile(bytes: Uint8Array): ModelFile {
  const { tensors, metadata } = readSafetensors(bytes);
  const { kind, config } = readMetadata(metadata);
  if (kind === 'parameters') {
    throw new UserError(
      'This file holds parameters alone, not a model: load it into a model of the same layers with loadParameters()',
    );
  }
  const parts = readParts(config);
  if (kind === 'model') {
    config.finish();
    return { ...parts, parameters: tensors, checkpoint: undefined };
  }
  const checkpoint = {
    precision: config.choice('precision', ['exact', 'fast']),
    optimizerState: { iterations: config.naturalNumber('iterations'), tensors: within(OPTIMIZER, tensors) },
    progress: readProgress(config.object('progress'), tensors),
  };
  config.finish();
  const parameters = new Map([...tensors].filter(([name]) => !name.includes('/')));
  return { ...parts, parameters, checkpoint };
}

function within(prefix: string, tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
}
