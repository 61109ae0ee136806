import { UserError } from '@fmnist/core';
import type { Recipe } from './recipe';

/** Layers that give as many numbers as they take, and so may stand after the one that gives a number for each class. */
const KEEP_THEIR_SIZE: readonly string[] = ['Softmax', 'Sigmoid', 'Rescale', 'BatchNorm', 'Dropout'];

/**
 * The same recipe for other classes: its last Dense layer gives a probability for each of them, and the model carries
 * their names.
 * @throws UserError where the recipe is for another number of classes and does not end in a Dense layer that could be
 * given other outputs.
 */
export function withLabels(recipe: Recipe, labels: readonly string[]): Recipe {
  const { layers } = recipe.model;
  const last = layers.findLastIndex(({ type }) => !KEEP_THEIR_SIZE.includes(type));
  const layer = layers[last];
  if (layer?.type !== 'Dense') {
    if (recipe.model.labels?.length === labels.length) return relabelled(recipe, labels, layers);
    throw new UserError(
      `The recipe’s last layer that learns is no Dense layer, so that it cannot be made to fit ${labels.length} classes`,
    );
  }
  const fitted = { ...layer, outputs: labels.length };
  return relabelled(recipe, labels, layers.with(last, fitted));
}

function relabelled(recipe: Recipe, labels: readonly string[], layers: Recipe['model']['layers']): Recipe {
  return { ...recipe, model: { ...recipe.model, layers, labels } };
}
