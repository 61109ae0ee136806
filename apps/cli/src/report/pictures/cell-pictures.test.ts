import { Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { findingsOf, mistakesOf } from '../findings';
import { cellPictures } from './cell-pictures';

/** Findings of pictures whose classes are `actual`, each taken for the class in `said` with the probability in `sure`. */
function findings(classes: number, actual: number[], said: number[], sure: number[]) {
  const probabilities = Float32Array.from(
    actual.flatMap((_, row) =>
      Array.from({ length: classes }, (_, c) =>
        c === said[row] ? sure[row] : (1 - sure[row]) / (classes - 1),
      ),
    ),
  );
  return findingsOf(new Tensor(probabilities, [actual.length, classes]), {
    images: new Tensor(new Uint8Array(actual.length * 4), [actual.length, 2, 2]),
    labels: Uint8Array.from(actual),
    classNames: Array.from({ length: classes }, (_, c) => `class ${c}`),
  });
}

describe('the pictures behind the confusion matrix', () => {
  const few = findings(3, [0, 0, 0, 1, 1, 2], [1, 1, 0, 1, 1, 2], [0.5, 0.75, 0.9, 0.6, 0.8, 0.7]);

  it('begin with the mistakes the model was surest of, and with what it recognised with the least certainty', () => {
    const cells = cellPictures(few).map(({ actual, said, count, answers }) => ({
      cell: `${actual} taken for ${said}`,
      count,
      pictures: answers.map(({ picture }) => picture),
    }));
    expect(cells).toEqual([
      { cell: '0 taken for 0', count: 1, pictures: [2] },
      { cell: '0 taken for 1', count: 2, pictures: [1, 0] },
      { cell: '1 taken for 1', count: 2, pictures: [3, 4] },
      { cell: '2 taken for 2', count: 1, pictures: [5] },
    ]);
    expect(mistakesOf(few).map(({ picture }) => picture)).toEqual([1, 0]);
  });

  it('are not more than a page can show, of every cell some, however many mistakes there are', () => {
    const classes = 20;
    const pictures = Array.from({ length: 8000 }, (_, index) => index);
    const many = findings(
      classes,
      pictures.map((index) => index % classes),
      pictures.map((index) => Math.floor(index / classes) % classes),
      pictures.map(() => 0.6),
    );
    const mistakes = cellPictures(many).filter(({ actual, said }) => actual !== said);
    expect(mistakes).toHaveLength(classes * (classes - 1));
    expect(mistakes.every(({ count, answers }) => count === 20 && answers.length > 0)).toBe(true);
    expect(mistakes.reduce((sum, { answers }) => sum + answers.length, 0)).toBeLessThanOrEqual(3000);
  });
});
