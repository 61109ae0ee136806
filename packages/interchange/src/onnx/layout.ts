import type { NetworkStep, Shape } from '@fmnist/core';

/**
 * Where the channels of a sample lie: behind all else, as in the core, or before it, as the operations of ONNX want
 * them. Samples of one axis are the same either way.
 */
export type ChannelOrder = 'first' | 'last';

/** What a layer is able to take: one order, or any, which it then keeps. */
export type TakenOrder = ChannelOrder | 'any';

/** The shape of a sample whose channels lie so. */
export function inOrder(shape: Shape, order: ChannelOrder): Shape {
  if (order === 'last' || shape.length < 2) return shape;
  return [shape[shape.length - 1], ...shape.slice(0, -1)];
}

/** Whether the numbers of a sample come one after the other otherwise, where the channels lie otherwise. */
export function orderMatters(shape: Shape): boolean {
  const channels = shape[shape.length - 1];
  const size = shape.reduce((product, length) => product * length, 1);
  return channels > 1 && size > channels;
}

/**
 * Chooses for each step the order in which it takes and gives samples, so that they are turned round as seldom as can be.
 *
 * A step that can take any order takes the one all want its output in, which moves turning back to where ways part. Where
 * both orders are wanted, or a shortcut comes in, it takes the one that comes of itself: channels lie last in the input,
 * and first after a step that insists on it.
 *
 * @param taken what each step is able to take
 */
export function chooseOrders(steps: readonly NetworkStep[], taken: readonly TakenOrder[]): ChannelOrder[] {
  const natural = naturalOrders(steps, taken);
  const wanted = steps.map(() => new Set<ChannelOrder>());
  if (steps[steps.length - 1].outputShape.length > 1) wanted[steps.length - 1].add('last');
  const chosen = [...natural];
  for (let index = steps.length - 1; index >= 0; index--) {
    const { from, shortcut, inputShape } = steps[index];
    const [only, other] = wanted[index];
    const mayFollow = taken[index] === 'any' && other === undefined;
    if (mayFollow && (only === 'first' || shortcut === undefined)) chosen[index] = only ?? natural[index];
    if (inputShape.length < 2) continue;
    for (const source of [from, shortcut]) {
      if (source !== undefined && source >= 0) wanted[source].add(chosen[index]);
    }
  }
  return chosen;
}

function naturalOrders(steps: readonly NetworkStep[], taken: readonly TakenOrder[]): ChannelOrder[] {
  const natural: ChannelOrder[] = [];
  for (const [index, { from, shortcut = from }] of steps.entries()) {
    const order = taken[index];
    const isFirst = natural[from] === 'first' || natural[shortcut] === 'first';
    natural.push(order === 'any' ? (isFirst ? 'first' : 'last') : order);
  }
  return natural;
}
