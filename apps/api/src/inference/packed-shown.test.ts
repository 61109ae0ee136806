import { describe, expect, it } from 'vitest';
import type { Shown } from './inference-task';
import { packShown, unpackShown } from './packed-shown';

const labels = ['Bag', 'Shirt', 'Coat'];
const bag: Shown = {
  class: 0,
  label: 'Bag',
  probability: Math.fround(0.7),
  probabilities: [0.7, 0.1, 0.2].map(Math.fround),
};
const coat: Shown = { ...bag, class: 2, label: 'Coat', probability: 0.5, probabilities: [0.25, 0.25, 0.5] };

describe('what pictures show', () => {
  it.each([
    ['of a model that does not tell pictures of no class', [bag, coat]],
    [
      'of one that does',
      [
        { ...bag, outOfDistribution: true },
        { ...coat, outOfDistribution: false },
      ],
    ],
    ['with what one of them hangs on', [bag, { ...coat, saliency: Uint8Array.of(1, 255) }]],
  ])('comes back bit by bit as it was packed, %s', (_, shown) => {
    expect(unpackShown(structuredClone(packShown(shown)), labels)).toEqual(shown);
  });
});
