import { join } from 'node:path';
import { type Evaluation, type History, type Model, UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import type { Dataset } from '@fmnist/data';
import { weightsSha256 } from '@fmnist/models/node';
import { CHECKPOINT_FILE, MODEL_FILE, PARAMETERS_FILE } from '../paths';
import { writeRunResult } from '../runs/result';

/** A training that has ended. */
export interface Trained {
  readonly model: Model;
  readonly train: Dataset;
  readonly test: Dataset;
  readonly folder: string;
  readonly history: History;
  /** The epochs that this call trained: fewer than the history has where the run was resumed. */
  readonly epochsNow: number;
  readonly seconds: number;
}

/** What the training gave: measures, files, and how long it took. */
export interface Report {
  readonly epochs: number;
  readonly seconds: number;
  readonly secondsPerEpoch: number;
  readonly threads: number;
  readonly train: Evaluation;
  readonly test: Evaluation;
  readonly files: { readonly params: string; readonly model: string; readonly checkpoint: string };
  readonly weightsSha256: string;
}

/** Saves a trained model, measures it, keeps that in the run's `result.json`, and says so. */
export async function report(trained: Trained, say: (line: string) => void): Promise<Report> {
  const { model, folder, history, epochsNow, seconds } = trained;
  const files = {
    params: join(folder, PARAMETERS_FILE),
    model: join(folder, MODEL_FILE),
    checkpoint: join(folder, CHECKPOINT_FILE),
  };
  await writeFileAtomically(files.params, model.saveParameters());
  await writeFileAtomically(files.model, model.save());
  const train = await model.evaluate(trained.train.images, trained.train.labels);
  const test = await model.evaluate(trained.test.images, trained.test.labels);
  for (const [name, { loss, accuracy }] of Object.entries({ train, test })) {
    say(`${name}: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}`);
  }
  if (history.stopped) say(`Stopped early, after epoch ${history.epochs.length}`);
  say(
    `${epochsNow} ${epochsNow === 1 ? 'epoch' : 'epochs'} in ${seconds.toFixed(1)} s; saved ${files.model}`,
  );
  const result = {
    epochs: history.epochs.length,
    seconds,
    secondsPerEpoch: epochsNow > 0 ? seconds / epochsNow : 0,
    threads: history.threads,
    train,
    test,
    files,
    weightsSha256: weightsSha256(model),
  };
  await writeRunResult(folder, result);
  return result;
}

/** @throws UserError where the model is not as good as was asked for. */
export function checkTarget({ test }: Report, target: number | undefined): void {
  if (target !== undefined && test.accuracy < target) {
    throw new UserError(`Test accuracy ${test.accuracy.toFixed(4)} is below the target of ${target}`);
  }
}
