import type { Classification } from '@fmnist/models';
import { HttpError } from '../http/http-error';
import type { ServedModel } from '../models/served-model';
import type { RequestedOutput } from '../schemas/oip';
import { outputsOf } from './tensors';

/** A tensor of an answer. */
export type OutputTensor = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly isBinary: boolean;
} & (
  | { readonly datatype: 'FP32' | 'INT64'; readonly data: readonly number[] }
  | { readonly datatype: 'BYTES'; readonly data: readonly string[] }
  | { readonly datatype: 'BOOL'; readonly data: readonly boolean[] }
);

/** Checks, before any work is done, that a model can give what is asked of it. @throws HttpError 400 */
export function checkOutputs(model: ServedModel, requested: readonly RequestedOutput[] = []): void {
  const names = outputsOf(model).map(({ name }) => name);
  for (const { name, parameters } of requested) {
    if (!names.includes(name)) {
      const message = `${model.name} gives ${names.join(', ')}; there is no output ${JSON.stringify(name)}`;
      throw new HttpError(400, 'no_such_output', message);
    }
    const count = parameters?.classification;
    if (count === undefined) continue;
    const most = model.labels.length;
    const fits = typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= most;
    if (!fits || name !== 'probabilities') {
      const message = `classification goes with probabilities alone, and is a whole number from 1 to ${most}`;
      throw new HttpError(400, 'invalid_classification', message);
    }
  }
}

/**
 * The tensors that were asked for, in that order; all where none was.
 * @param areBinary whether they are sent as binary data unless they say otherwise
 */
export function outputTensors(
  model: ServedModel,
  shown: readonly Classification[],
  requested: readonly RequestedOutput[] = [],
  areBinary = false,
): OutputTensor[] {
  const asked = requested.length > 0 ? requested : outputsOf(model).map(({ name }) => ({ name }));
  return asked.map(({ name, parameters }: RequestedOutput): OutputTensor => {
    const given = parameters?.binary_data;
    const isBinary = typeof given === 'boolean' ? given : areBinary;
    const base = { name, shape: [shown.length], isBinary };
    const count = parameters?.classification;
    if (typeof count === 'number') {
      const data = shown.flatMap((each) => largest(each, count, model.labels));
      return { ...base, shape: [shown.length, count], datatype: 'BYTES', data };
    }
    switch (name) {
      case 'class':
        return { ...base, datatype: 'INT64', data: shown.map((each) => each.class) };
      case 'label':
        return { ...base, datatype: 'BYTES', data: shown.map(({ label }) => label) };
      case 'out_of_distribution':
        return { ...base, datatype: 'BOOL', data: shown.map((each) => each.outOfDistribution === true) };
      default: {
        const data = shown.flatMap(({ probabilities }) => probabilities);
        return { ...base, shape: [shown.length, model.labels.length], datatype: 'FP32', data };
      }
    }
  });
}

/** `value:index:label` of the likeliest classes, as the classification extension writes them. */
function largest({ probabilities }: Classification, count: number, labels: readonly string[]): string[] {
  return probabilities
    .map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count)
    .map(({ value, index }) => `${value}:${index}:${labels[index]}`);
}
