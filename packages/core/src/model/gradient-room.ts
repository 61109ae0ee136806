import type { Kernels, Matrix } from '../kernels/kernels';
import { JoiningLayer } from '../layers/joining-layer';
import { sizeOf } from '../tensor/shape';
import type { Network } from './network';

/** Where gradients go on the way back, by step. Steps below which nothing learns have none. */
export interface GradientRoom {
  readonly ofOutput: ReadonlyMap<number, Matrix>;
  readonly ofInput: ReadonlyMap<number, Matrix>;
  /** What is to be added to a step's input gradients once they are there: what its input got from other steps. */
  readonly others: ReadonlyMap<number, readonly Matrix[]>;
}

/**
 * Makes room for the gradients of a batch. An output that goes into several steps gets the sum of what comes back from
 * them; what a layer joins gets the gradients of the sum as they are.
 */
export function createGradientRoom(
  { steps, learned }: Network,
  kernels: Kernels,
  capacity: number,
): GradientRoom {
  const ofOutput = new Map<number, Matrix>();
  const ofInput = new Map<number, Matrix>();
  const others = new Map<number, Matrix[]>();
  const createFor = (step: number) => kernels.createMatrix(capacity, sizeOf(steps[step].outputShape));
  /** Whether a layer that joins two gives its gradients to others than this step too. */
  const isJoined = (value: number) =>
    steps.some(
      ({ layer, from, shortcut }) => layer instanceof JoiningLayer && (from === value || shortcut === value),
    );
  for (let value = steps.length - 1; value >= 0; value--) {
    if (!learned[value]) continue;
    const takers = steps.flatMap((step, index) =>
      step.from === value || step.shortcut === value
        ? [{ index, joins: step.layer instanceof JoiningLayer }]
        : [],
    );
    const [first, ...rest] = takers;
    const above = first && ofOutput.get(first.index);
    if (first?.joins && above) {
      ofOutput.set(value, above);
      continue;
    }
    const mayOverwrite =
      rest.length === 0 && first && steps[first.index].layer.overwritesGradients && !isJoined(first.index);
    const gradients = (mayOverwrite && above) || createFor(value);
    ofOutput.set(value, gradients);
    if (!first) continue;
    ofInput.set(first.index, gradients);
    const added = rest.map(({ index, joins }) => {
      const own = (joins && ofOutput.get(index)) || createFor(value);
      if (!joins) ofInput.set(index, own);
      return own;
    });
    if (added.length > 0) others.set(first.index, added);
  }
  return { ofOutput, ofInput, others };
}
