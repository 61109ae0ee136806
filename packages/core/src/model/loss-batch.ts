import type { Kernels } from '../kernels/kernels';
import type { Loss, LossBatch } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import { sizeOf } from '../tensor/shape';
import { type Network, outputShapeOf } from './network';
import type { NetworkBatch } from './network-batch';
import type { Targets } from './targets';

/** The room for what a batch is compared with, and for what comes of it; brings in the kernels that compare. */
export function createLossBatch(
  kernels: Kernels,
  network: Network,
  batch: NetworkBatch,
  { loss, accuracy }: { loss: Loss; accuracy: Accuracy },
): LossBatch {
  const { predictions, capacity } = batch;
  kernels.include([...loss.kernelSets, ...accuracy.kernelSets]);
  return {
    kernels,
    predictions,
    classes: kernels.allocate('int32', capacity),
    values: kernels.createMatrix(capacity, sizeOf(outputShapeOf(network))),
    losses: kernels.allocate('float64', capacity),
    matches: kernels.allocate('float64', capacity),
  };
}

/** Fetches what rows `start` to `end` of a batch are compared with: those at `order[first + row]` of the targets. */
export function gatherTargets(
  kernels: Kernels,
  loss: Loss,
  targets: Targets,
  order: Int32Array,
  first: number,
  target: LossBatch,
  start: number,
  end: number,
): void {
  if (loss.targets === 'classes') {
    for (let row = start; row < end; row++) target.classes[row] = targets.classes[order[first + row]];
  } else {
    kernels.gather(targets.values, order, first, target.values, start, end);
  }
}
