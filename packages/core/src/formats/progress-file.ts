/** The part of a checkpoint that says how far a training has come: its counters as JSON, its numbers as tensors. */
import { UserError } from '../errors';
import type { EpochRecord, StepRecord } from '../model/history';
import type { TrainingProgress } from '../model/progress';
import { Tensor } from '../tensor/tensor';
import { makeAugmentation } from './components';
import type { ConfigReader } from './config-reader';

const DATA_LOSSES = 'epoch/dataLosses';
const ACCURACIES = 'epoch/accuracies';
const MEMORY = 'memory';

export function progressConfig(progress: TrainingProgress): object {
  const { augment, dataLosses: _, accuracies: __, memories: ___, ...counters } = progress;
  return { ...counters, ...(augment.length > 0 && { augment: augment.map((each) => each.config()) }) };
}

export function progressTensors({
  step,
  dataLosses,
  accuracies,
  memories,
}: TrainingProgress): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  if (step > 0) {
    tensors.set(DATA_LOSSES, new Tensor(dataLosses, [step]));
    tensors.set(ACCURACIES, new Tensor(accuracies, [step]));
  }
  for (const [callback, remembered] of memories) {
    for (const [name, tensor] of remembered) tensors.set(`${MEMORY}/${callback}/${name}`, tensor);
  }
  return tensors;
}

/** @throws UserError where a counter is none, or a tensor is missing or of another size. */
export function readProgress(config: ConfigReader, tensors: ReadonlyMap<string, Tensor>): TrainingProgress {
  const step = config.naturalNumber('step');
  const history = config.object('history');
  const progress = {
    epochs: config.naturalNumber('epochs'),
    batchSize: config.naturalNumber('batchSize'),
    samples: config.naturalNumber('samples'),
    seed: config.naturalNumber('seed'),
    shuffle: config.boolean('shuffle'),
    recordEvery: config.naturalNumber('recordEvery'),
    augment: config.has('augment') ? config.objects('augment').map(makeAugmentation) : [],
    epoch: config.naturalNumber('epoch'),
    step,
    elapsedMs: config.number('elapsedMs'),
    dataLosses: readMeasures(tensors, DATA_LOSSES, step),
    accuracies: readMeasures(tensors, ACCURACIES, step),
    history: {
      steps: history.objects('steps').map(readStep),
      epochs: history.objects('epochs').map(readEpoch),
      stopped: history.boolean('stopped'),
    },
    memories: readMemories(tensors),
  };
  history.finish();
  config.finish();
  const stepsPerEpoch = Math.ceil(progress.samples / progress.batchSize);
  if (!(step <= stepsPerEpoch)) {
    throw new UserError(
      `The checkpoint is at step ${step} of an epoch of ${stepsPerEpoch} steps: it is damaged`,
    );
  }
  return progress;
}

function readMeasures(tensors: ReadonlyMap<string, Tensor>, name: string, steps: number): Float64Array {
  if (steps === 0) return new Float64Array();
  const tensor = tensors.get(name);
  if (!(tensor?.data instanceof Float64Array) || tensor.data.length !== steps) {
    throw new UserError(
      `The checkpoint lacks the tensor "${name}" of ${steps} float64 numbers: it is damaged`,
    );
  }
  return tensor.data;
}

function readMemories(tensors: ReadonlyMap<string, Tensor>): Map<string, ReadonlyMap<string, Tensor>> {
  const memories = new Map<string, Map<string, Tensor>>();
  for (const [path, tensor] of tensors) {
    const [place, callback, name] = path.split('/');
    if (place !== MEMORY || name === undefined) continue;
    memories.set(callback, (memories.get(callback) ?? new Map<string, Tensor>()).set(name, tensor));
  }
  return memories;
}

function readStep(config: ConfigReader): StepRecord {
  const record = { ...readMeasured(config), step: config.naturalNumber('step') };
  config.finish();
  return record;
}

function readEpoch(config: ConfigReader): EpochRecord {
  const validation = config.has('validation') ? config.object('validation') : undefined;
  const record = {
    ...readMeasured(config),
    durationMs: config.number('durationMs'),
    ...(validation && {
      validation: { loss: validation.number('loss'), accuracy: validation.number('accuracy') },
    }),
  };
  validation?.finish();
  config.finish();
  return record;
}

function readMeasured(config: ConfigReader) {
  return {
    epoch: config.naturalNumber('epoch'),
    loss: config.number('loss'),
    dataLoss: config.number('dataLoss'),
    regularizationLoss: config.number('regularizationLoss'),
    accuracy: config.number('accuracy'),
    learningRate: config.number('learningRate'),
  };
}
