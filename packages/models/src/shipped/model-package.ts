import { Model, readSafetensors, UserError, writeSafetensors } from '@fmnist/core';
import { Novelty } from '../novelty/novelty';

/** The key of the metadata, and what the names of the tensors begin with. */
const KEY = 'novelty';

/** A model, and what tells that a picture is of none of its classes. */
export interface PackagedModel {
  readonly model: Model;
  readonly novelty: Novelty;
  /** Pictures whose distance is larger are of no class. */
  readonly threshold: number;
}

/** One file of it: a model file that `Model.load` takes, too, with the novelty's tensors beside the parameters. */
export function packModel({ model, novelty, threshold }: PackagedModel): Uint8Array<ArrayBuffer> {
  const { tensors, metadata } = readSafetensors(model.save());
  const { means, root } = novelty.tensors();
  return writeSafetensors(new Map([...tensors, [`${KEY}/means`, means], [`${KEY}/root`, root]]), {
    ...metadata,
    [KEY]: JSON.stringify({ threshold }),
  });
}

/** @throws UserError where the file is broken, or a model without novelty. */
export function unpackModel(bytes: Uint8Array): PackagedModel {
  const model = Model.load(bytes);
  const { tensors, metadata } = readSafetensors(bytes);
  const [means, root] = [tensors.get(`${KEY}/means`), tensors.get(`${KEY}/root`)];
  const threshold = thresholdIn(metadata[KEY]);
  if (!means || !root || threshold === undefined) {
    throw new UserError('This model does not say what its classes are like: it cannot tell other pictures');
  }
  return { model, novelty: new Novelty(means, root), threshold };
}

/** Whether a model file says what its classes are like. @throws UserError where it is no safetensors file. */
export function holdsNovelty(bytes: Uint8Array): boolean {
  return Object.hasOwn(readSafetensors(bytes).metadata, KEY);
}

function thresholdIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('threshold' in value)) return undefined;
  return typeof value.threshold === 'number' ? value.threshold : undefined;
}
