import { UserError } from '../errors';
import type { Precision } from '../kernels/kernels';
import type { OptimizerState } from '../model/optimizer-state';
import type { TrainingProgress } from '../model/progress';
import type { Tensor } from '../tensor/tensor';
import { isOurs, writeMetadata } from './metadata';
import { configOf, type ModelParts, readMetadata, readParts } from './model-config';
import { namedParameters, parametersAmong } from './parameters';
import { progressConfig, progressTensors, readProgress } from './progress-file';
import { readSafetensors, writeSafetensors } from './safetensors';

/** Where a training stands, beside its model and its optimizer. */
export interface CheckpointParts {
  readonly precision: Precision;
  readonly progress: TrainingProgress;
}

/** What a model file or a checkpoint holds. */
export interface ModelFile extends ModelParts {
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** In a checkpoint, and in a model saved with it. */
  readonly optimizerState: OptimizerState | undefined;
  /** In a checkpoint only. */
  readonly checkpoint: CheckpointParts | undefined;
}

/** Before the names of the optimizer's tensors. */
const OPTIMIZER = 'optimizer/';

/**
 * A model as one safetensors file: parameters named `0.weights`, `0.biases`, `1.weights`, … over the layers that have
 * any, row-major; the rest as JSON under the metadata key `fmnist`. The optimizer's state, if it is to be kept, is under
 * `optimizer/`.
 */
export function writeModel(parts: ModelParts, optimizerState?: OptimizerState): Uint8Array<ArrayBuffer> {
  return writeSafetensors(
    new Map([...namedParameters(parts.layers), ...optimizerTensors(optimizerState)]),
    writeMetadata('model', {
      ...configOf(parts),
      ...(optimizerState && { iterations: optimizerState.iterations }),
    }),
  );
}

/**
 * A model and its training as one safetensors file: as {@link writeModel}, with what the epoch has brought so far under
 * `epoch/`, and what callbacks remember under `memory/`.
 */
export function writeCheckpoint(
  parts: ModelParts,
  optimizerState: OptimizerState,
  { precision, progress }: CheckpointParts,
): Uint8Array<ArrayBuffer> {
  return writeSafetensors(
    new Map([
      ...namedParameters(parts.layers),
      ...optimizerTensors(optimizerState),
      ...progressTensors(progress),
    ]),
    writeMetadata('checkpoint', {
      ...configOf(parts),
      iterations: optimizerState.iterations,
      precision,
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
  const file = {
    ...readParts(config),
    parameters: parametersAmong(tensors),
    optimizerState:
      kind === 'checkpoint' || config.has('iterations')
        ? { iterations: config.naturalNumber('iterations'), tensors: within(OPTIMIZER, tensors) }
        : undefined,
    checkpoint:
      kind === 'checkpoint'
        ? {
            precision: config.choice('precision', ['exact', 'fast']),
            progress: readProgress(config.object('progress'), tensors),
          }
        : undefined,
  };
  config.finish();
  return file;
}

/** Whether a safetensors file holds a model or a checkpoint, and not parameters alone. */
export function holdsModel(bytes: Uint8Array): boolean {
  const { metadata } = readSafetensors(bytes);
  return isOurs(metadata) && readMetadata(metadata).kind !== 'parameters';
}

function optimizerTensors(state: OptimizerState | undefined): [string, Tensor][] {
  return [...(state?.tensors ?? [])].map(([name, tensor]) => [OPTIMIZER + name, tensor]);
}

function within(prefix: string, tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
}
