import { expect, it } from 'vitest';
import { progressPrinter } from './progress-printer';

it('a training is printed line by line, as the original program does', () => {
  const lines: string[] = [];
  const { epochBegin, stepRecorded, epochEnd } = progressPrinter((line) => lines.push(line));
  const measured = {
    ...{ epoch: 2, loss: 1.23456, dataLoss: 1.2, regularizationLoss: 0.03456 },
    ...{ accuracy: 0.98765, learningRate: 0.001 },
  };
  epochBegin?.(2);
  stepRecorded?.({ ...measured, step: 100 });
  epochEnd?.({ ...measured, durationMs: 5, validation: { loss: 0.5, accuracy: 0.9 } });
  epochEnd?.({ ...measured, durationMs: 5 });
  const measures = 'acc: 0.988, loss: 1.235 (data_loss: 1.200, reg_loss: 0.035), lr: 0.001';
  expect(lines).toEqual([
    'epoch: 2',
    `step: 100, ${measures}`,
    `training, ${measures}`,
    'validation, acc: 0.900, loss: 0.500',
    `training, ${measures}`,
  ]);
});
