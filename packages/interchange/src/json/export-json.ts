import type { Model } from '@fmnist/core';
import { contentsOf } from './model-config';
import { formatTensor } from './nested-lists';

/** The version of the layout this program writes. It reads this and all older ones. */
export const JSON_FORMAT_VERSION = 1;

/**
 * A model as JSON for people to read and compare: its config, as a model file holds it, then its parameters by name as
 * nested lists, one matrix row a line. Each number is the shortest decimal that gives back the same bits; numbers that
 * are none are strings, as `"NaN"` and `"-Infinity"`.
 *
 * The same model gives the same text. {@link importJson} reads it.
 *
 * @throws UserError where the model is not finalized.
 * @example
 * exportJson(model);
 * // {
 * //   "formatVersion": 1,
 * //   "config": { "dtype": "float32", "inputShape": [784], "layers": […], … },
 * //   "parameters": {
 * //     "0.weights": [
 * //       [0.0176, -0.0021, …],
 * //       …
 */
export function exportJson(model: Model): string {
  const { config, parameters } = contentsOf(model);
  const readable = JSON.stringify(JSON.parse(config), null, 2).replaceAll('\n', '\n  ');
  const tensors = [...parameters].map(
    ([name, tensor]) => `    ${JSON.stringify(name)}: ${formatTensor(tensor, '    ')}`,
  );
  const block = tensors.length === 0 ? '{}' : `{\n${tensors.join(',\n')}\n  }`;
  return `{
  "formatVersion": ${JSON_FORMAT_VERSION},
  "config": ${readable},
  "parameters": ${block}
}
`;
}
