import { type Model, readSafetensors, type Tensor } from '@fmnist/core';

/** The key of a model file's metadata that holds the config. */
export const CONFIG_KEY = 'fmnist';

/** A model as plain parts. */
export interface ModelContents {
  /** All but the parameters, as the JSON of a model file. */
  readonly config: string;
  /** The parameters by their names in a model file: `0.weights`, `0.biases`, `1.weights`, … */
  readonly parameters: ReadonlyMap<string, Tensor>;
}

/** What a model file would hold of this model. @throws UserError where the model is not finalized. */
export function contentsOf(model: Model): ModelContents {
  const { tensors, metadata } = readSafetensors(model.save());
  return { config: metadata[CONFIG_KEY], parameters: tensors };
}
