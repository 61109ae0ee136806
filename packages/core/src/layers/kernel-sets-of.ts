import type { KernelSet } from '../kernels/sets/kernel-set';
import { flattenLayers } from './flatten-layers';
import type { Layer } from './layer';

/** The kernels that layers and those inside of them call, each set once. */
export function kernelSetsOf(layers: readonly Layer[]): readonly KernelSet[] {
  return [...new Set(flattenLayers(layers).flatMap(({ kernelSets }) => kernelSets))];
}
