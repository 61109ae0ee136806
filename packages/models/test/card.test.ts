import { Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { cardText, commandFor, type ModelCard, measureTest, presets } from '../src';

describe('a card', () => {
  const predictions = Tensor.from([
    [0.9, 0.1],
    [0.6, 0.4],
    [0.7, 0.3],
    [0.2, 0.8],
  ]);
  const mirrored = Tensor.from([
    [0.9, 0.1],
    [0.6, 0.4],
    [0.4, 0.6],
    [0.2, 0.8],
  ]);
  const test = measureTest(predictions, mirrored, Uint8Array.of(0, 0, 1, 1), ['Coat', 'Shirt'], 1);

  it('measures a classifier on pictures with known labels', () => {
    expect(test).toMatchObject({
      pictures: 4,
      accuracy: 0.75,
      mirroredAccuracy: 1,
      flagged: 0.25,
      confusion: [
        [2, 0],
        [1, 1],
      ],
    });
    expect(test.interval[0]).toBeLessThan(0.75);
    expect(test.interval[1]).toBeGreaterThan(0.75);
  });

  it('says in words how a model was made, how good it is, and what it takes for what', () => {
    const card: ModelCard = {
      name: 'mlp',
      about: presets.mlp.about,
      command: commandFor('mlp', 7),
      seed: 7,
      weightsSha256: 'abc',
      parameters: 12_345,
      bytes: 50_400,
      epochs: 3,
      training: { seconds: 90, threads: 2, machine: 'a machine' },
      test,
    };
    const text = cardText(card, presets.mlp);
    expect(text).toMatch(/^# mlp\n\nDense layers alone/);
    expect(text).toMatch(
      /\| accuracy on the 4 test pictures \| 75\.00%, with 95% confidence 30\.06% to 95\.44% \|/,
    );
    expect(text).toContain('| made by | `fmnist train --preset mlp --seed 7` |');
    expect(text).toContain('| training | 3 epochs, 1.5 minutes on 2 threads of a machine |');
    expect(text).toContain('- 1 of 2 pictures of Shirt are taken for Coat.');
    expect(text).toContain('| Shirt | 1 | 1 |');
  });
});
