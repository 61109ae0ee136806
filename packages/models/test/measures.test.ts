import { RandomStream, Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  calibrationBins,
  calibrationError,
  confusionMatrix,
  fitTemperature,
  measureClasses,
  predictedClasses,
  wilsonInterval,
} from '../src';

describe('the confusion matrix', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 2);
  const predicted = Uint8Array.of(0, 0, 1, 1, 1, 0);
  const confusion = confusionMatrix(predicted, labels, 3);

  it('counts what is taken for what', () => {
    expect(confusion).toEqual([
      [2, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ]);
    expect(accuracyOf(confusion)).toBeCloseTo(4 / 6, 15);
  });

  it('tells precision, recall and F1 of each class, also of one that is never named', () => {
    expect(measureClasses(confusion, ['a', 'b', 'c'])).toEqual([
      { label: 'a', support: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 },
      { label: 'b', support: 2, precision: 2 / 3, recall: 1, f1: 0.8 },
      { label: 'c', support: 1, precision: 0, recall: 0, f1: 0 },
    ]);
  });

  it('takes the first of equal probabilities', () => {
    expect([
      ...predictedClasses(
        Tensor.from([
          [0.4, 0.4, 0.2],
          [0.1, 0.2, 0.7],
        ]),
      ),
    ]).toEqual([0, 2]);
  });

  it('says where there are not as many predictions as labels', () => {
    expect(() => confusionMatrix(predicted, labels.slice(1), 3)).toThrow(
      'There are 6 predictions, but 5 labels',
    );
  });
});

describe('the interval of an accuracy', () => {
  it('is that of the literature: 10 of 20', () => {
    const [low, high] = wilsonInterval(10, 20);
    expect(low).toBeCloseTo(0.299298, 6);
    expect(high).toBeCloseTo(0.700702, 6);
  });

  it('stays within 0 and 1 where everything was right', () => {
    const [low, high] = wilsonInterval(50, 50);
    expect(low).toBeGreaterThan(0.9);
    expect(high).toBeLessThanOrEqual(1);
  });
});

describe('calibration', () => {
  /** Predictions of two classes that say `claimed` and are right in `share` of the cases. */
  const predictions = (claimed: number, share: number, rows = 1000) => ({
    probabilities: Tensor.from(Array.from({ length: rows }, () => [claimed, 1 - claimed])),
    labels: Uint8Array.from({ length: rows }, (_, row) => (row < share * rows ? 0 : 1)),
  });

  it('has no error where nine in ten of those are right that are 90% sure', () => {
    const { probabilities, labels } = predictions(0.9, 0.9);
    expect(calibrationError(calibrationBins(probabilities, labels))).toBeCloseTo(0, 6);
  });

  it('has an error of 0.2 where the network is 90% sure and right in 70%', () => {
    const { probabilities, labels } = predictions(0.9, 0.7);
    expect(calibrationBins(probabilities, labels)).toHaveLength(1);
    expect(calibrationError(calibrationBins(probabilities, labels))).toBeCloseTo(0.2, 6);
  });

  it('finds the temperature that the logits were divided by', () => {
    const random = new RandomStream(1, 'calibration');
    const rows = 4000;
    const labels = new Uint8Array(rows);
    const probabilities = Array.from({ length: rows }, (_, row) => {
      const logit = 2 * random.normal(row);
      const honest = 1 / (1 + Math.exp(-logit));
      labels[row] = random.uniform(100_000 + row) < honest ? 0 : 1;
      const sharpened = 1 / (1 + Math.exp(-logit * 2.5));
      return [sharpened, 1 - sharpened];
    });
    expect(fitTemperature(Tensor.from(probabilities, 'float64'), labels)).toBeCloseTo(2.5, 0);
  });
});
