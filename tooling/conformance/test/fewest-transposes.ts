import type { Model, NetworkStep } from '@fmnist/core';

const WANT_FIRST = ['AveragePool2D', 'BatchNorm', 'Conv2D', 'GlobalAveragePool2D', 'MaxPool2D'];

/** With how many Transposes the model can be written at least: of all ways to order the channels the best. */
export function fewestTransposes({ steps, outputShape }: Model): number {
  const fixed = steps.map(orderOf);
  const free = steps.flatMap((_, index) => (fixed[index] === undefined ? [index] : []));
  let fewest = Number.POSITIVE_INFINITY;
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    const first = fixed.map(
      (order, index) => order ?? Math.floor(choice / 2 ** free.indexOf(index)) % 2 === 1,
    );
    const turned = new Set<number>();
    for (const [index, { from, shortcut = from, inputShape }] of steps.entries()) {
      if (inputShape.length < 2) continue;
      for (const source of [from, shortcut])
        if ((first[source] ?? false) !== first[index]) turned.add(source);
    }
    if (outputShape.length > 1 && first[steps.length - 1]) turned.add(steps.length - 1);
    fewest = Math.min(fewest, turned.size);
  }
  return fewest;
}

/** Whether the channels must come first, or must not; nothing where the layer takes either. */
function orderOf({ layer, inputShape }: NetworkStep): boolean | undefined {
  if (inputShape.length < 2) return false;
  if (WANT_FIRST.includes(layer.type)) return true;
  if (layer.type !== 'Flatten') return undefined;
  const [height, width, channels] = inputShape;
  return channels === 1 || height * width === 1 ? undefined : false;
}
