import { Dense, type Sequential } from '@fmnist/core';
import type { WeightPictures } from './training-event';

const PIXELS = 28 * 28;
/** More cannot be told apart on a screen. */
const MOST = 64;

/** What the neurons of a first dense layer look for, a picture each; nothing where the first layer is another. */
export function firstLayerPictures(model: Sequential): WeightPictures | undefined {
  const [layer] = model.trainableLayers;
  if (!(layer instanceof Dense) || layer.inputs !== PIXELS) return undefined;
  const { data } = layer.getParameters().weights;
  const count = Math.min(MOST, layer.outputs);
  const weights = new Float32Array(count * PIXELS);
  for (let neuron = 0; neuron < count; neuron++) {
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      weights[neuron * PIXELS + pixel] = data[pixel * layer.outputs + neuron];
    }
  }
  return { weights, count };
}
