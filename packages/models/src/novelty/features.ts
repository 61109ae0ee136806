import { Model, UserError } from '@fmnist/core';

/**
 * The part of a classifier below its last dense layer: from an image to the features that the classes are told by.
 * @throws UserError where the model has no dense layer that anything comes before.
 */
export function featuresOf(model: Model): Model {
  const { labels: _, loss: __, accuracy: ___, optimizer: ____, layers, ...config } = model.config();
  const last = layers.findLastIndex(({ type }) => type === 'Dense');
  if (last < 1) throw new UserError('The model has no features: there is no dense layer behind others');
  const features = Model.fromConfig({ ...config, layers: layers.slice(0, last) });
  features.setParameters(model.getParameters().slice(0, features.trainableLayers.length));
  return features;
}
