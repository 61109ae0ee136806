import { Model, Rescale, UserError } from '@fmnist/core';

/**
 * The same model, with its logits divided by a temperature (Guo, Pleiss, Sun & Weinberger 2017, section 4.2): a `Rescale`
 * before the softmax. It names the same classes, with probabilities that are nearer to how often they are right.
 * @throws UserError where the model does not end in a softmax.
 */
export function calibrated(model: Model, temperature: number): Model {
  const { layers, ...config } = model.config();
  const softmax = layers.at(-1);
  if (softmax?.type !== 'Softmax')
    throw new UserError('Only a model that ends in a Softmax can be calibrated');
  return Model.fromConfig(
    { ...config, layers: [...layers.slice(0, -1), new Rescale(1 / temperature).config(), softmax] },
    { parameters: model.getParameters() },
  );
}
