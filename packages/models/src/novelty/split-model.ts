import { Model, UserError } from '@fmnist/core';

/** A classifier in two parts that one after the other do what it does, to the last bit. */
export interface SplitModel {
  /** From an image to the features that the classes are told by: all below the last dense layer. */
  readonly features: Model;
  /** From features to probabilities. */
  readonly head: Model;
}

/**
 * Cuts a classifier below its last dense layer.
 * @throws UserError where the model has no dense layer that anything comes before.
 */
export function splitModel(model: Model): SplitModel {
  const { dtype, inputShape, layers, labels } = model.config();
  const last = layers.findLastIndex(({ type }) => type === 'Dense');
  if (last < 1) throw new UserError('The model has no features: there is no dense layer behind others');
  const parameters = model.getParameters();
  const features = Model.fromConfig(
    { dtype, inputShape, layers: layers.slice(0, last) },
    { parameters: parameters.slice(0, -1) },
  );
  const head = Model.fromConfig(
    { dtype, inputShape: features.outputShape, layers: layers.slice(last), ...(labels && { labels }) },
    { parameters: parameters.slice(-1) },
  );
  return { features, head };
}
