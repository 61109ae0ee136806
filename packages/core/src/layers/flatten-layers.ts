import type { Layer } from './layer';

/** Layers and those inside of them, in the order in which data passes them. */
export function flattenLayers(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => [...flattenLayers(layer.inner), layer]);
}
