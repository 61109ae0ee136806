import stringWidth from 'fast-string-width';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { Curve } from './curve';
import { frame } from './frame';
import type { Standing } from './standing';

const styles = [true, false].map((unicode) => ({ unicode, colors: createColors(unicode) }));

/** A training of 15 epochs after so many of its steps. */
function standing(epoch: number, step: number): Standing {
  const pair = () => ({ loss: new Curve(), accuracy: new Curve() });
  const curves = { training: pair(), validation: pair() };
  const stepsPerEpoch = 469;
  for (let done = 1; done <= epoch * stepsPerEpoch + step; done += 7) {
    const at = done / (15 * stepsPerEpoch);
    curves.training.loss.add(at, 0.3 + 2 * Math.exp(-20 * at));
    curves.training.accuracy.add(at, 0.9 - 0.8 * Math.exp(-20 * at));
  }
  for (let done = 1; done <= epoch; done++) {
    curves.validation.loss.add(done / 15, 0.4);
    curves.validation.accuracy.add(done / 15, 0.85);
  }
  return {
    ...{ epochs: 15, epoch, stepsPerEpoch, step, curves, seconds: 65.4, isOver: epoch === 15 },
    imagesPerSecond: step > 0 ? 148_032.4 : undefined,
    secondsLeft: step > 0 ? 3723 : undefined,
    training: step > 0 ? { loss: 0.3384, accuracy: 0.8823 } : undefined,
    validation: epoch > 0 ? { loss: 0.3721, accuracy: 0.8664 } : undefined,
    best: epoch > 0 ? { accuracy: 0.8712, epoch: 5 } : undefined,
  };
}

const moments = [standing(0, 0), standing(6, 294), standing(15, 0)];
const widths = [...Array(45).keys(), 71, 72, 73, 80, 119, 120, 121, 220];
const heights = [0, 1, 4, 5, 9, 10, 15, 16, 23, 50];

describe('a frame', () => {
  it.each(moments)('fits into any terminal, moment %#', (moment) => {
    for (const columns of widths.slice(1)) {
      for (const rows of heights) {
        const lines = frame(moment, { columns, rows }, styles[rows % 2]);
        expect(lines.length).toBeLessThanOrEqual(rows);
        expect(Math.max(0, ...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('says how far the training is, how fast, and how well it does', () => {
    const [, plain] = styles;
    const lines = frame(standing(6, 294), { columns: 80, rows: 23 }, plain);
    expect(lines.slice(0, 5)).toEqual([
      `epoch 7/15  ${'#'.repeat(39)}${'.'.repeat(24)}  62%`,
      `total       ${'#'.repeat(27)}${'.'.repeat(36)}  44%`,
      '            148,032 images/s, 1 h 02 min left',
      'training    loss 0.338  accuracy 0.882',
      'validation  loss 0.372  accuracy 0.866   best 0.871 in epoch 5',
    ]);
    expect(lines[5].trim()).toMatch(/^loss +accuracy$/);
    expect(lines).toHaveLength(5 + 1 + 8);
  });

  it.each([
    [1, ['total']],
    [2, ['total', 'training']],
    [3, ['total', 'training', 'validation']],
    [4, ['total', 'training', 'validation', 'epoch']],
    [5, ['epoch', 'total', '', 'training', 'validation']],
  ])('of %i lines says what matters most', (rows, words) => {
    const lines = frame(standing(6, 294), { columns: 80, rows }, styles[1]);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(words);
  });

  it('when all is done says how long it took', () => {
    const lines = frame(standing(15, 0), { columns: 40, rows: 23 }, styles[0]);
    expect(lines[0]).toMatch(/^epoch 15\/15 .* 100%$/);
    expect(lines[2].trim()).toBe('1 min 05 s in all');
  });
});
