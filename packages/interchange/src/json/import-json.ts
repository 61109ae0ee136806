import { type FloatType, Model, type Tensor, UserError, writeSafetensors } from '@fmnist/core';
import { checkJsonText } from './check-text';
import { JSON_FORMAT_VERSION } from './export-json';
import { CONFIG_KEY } from './model-config';
import { parseTensor } from './nested-lists';

const FIELDS = ['formatVersion', 'config', 'parameters'];

/**
 * A model from JSON that {@link exportJson} wrote, finalized, with the same bits. Spaces and the order of keys do not
 * matter, so that it may have been edited or reformatted.
 *
 * @throws UserError where the text is no such JSON, says something twice or something nobody knows, is of a newer
 *   format, or its parameters do not fit its layers.
 */
export function importJson(text: string): Model {
  const fields = fieldsOf(parse(text), 'The JSON');
  checkVersion(fields.get('formatVersion'));
  const unknown = [...fields.keys()].find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw new UserError(`The JSON has an unknown field ${JSON.stringify(unknown)}`);
  const config = fields.get('config');
  const dtype: FloatType = fieldsOf(config, 'config').get('dtype') === 'float64' ? 'float64' : 'float32';
  const tensors = new Map<string, Tensor>();
  for (const [name, value] of fieldsOf(fields.get('parameters'), 'parameters')) {
    const path = `parameters[${JSON.stringify(name)}]`;
    tensors.set(name, parseTensor(value, dtype, path, text.length));
  }
  return load(tensors, JSON.stringify(config));
}

function parse(text: string): unknown {
  checkJsonText(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The text is not JSON: ${reason}`, { cause: error });
  }
}

function fieldsOf(value: unknown, path: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError(`${path} must be an object, got ${kindOf(value)}`);
  }
  return new Map(Object.entries(value));
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function checkVersion(version: unknown): void {
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    throw new UserError(
      'The JSON is no model of ours: its formatVersion, a whole number > 0, is missing or something else',
    );
  }
  if (version > JSON_FORMAT_VERSION) {
    throw new UserError(
      `The JSON has format version ${version}, newer than ${JSON_FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
}

/** The core makes models from its own files only, and checks all that is in them. */
function load(tensors: ReadonlyMap<string, Tensor>, config: string): Model {
  try {
    return Model.load(writeSafetensors(tensors, { [CONFIG_KEY]: config }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const message = error.message.replace(new RegExp(`^${CONFIG_KEY}\\b`), 'config');
    throw new UserError(`The JSON describes no model that can be made: ${message}`, { cause: error });
  }
}
