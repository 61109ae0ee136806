import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { Dense } from '../layers/dense';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import type { Loss } from '../losses/loss';
import { MeanSquaredError } from '../losses/mean-squared-error';
import { Tensor } from '../tensor/tensor';
import { Model } from './model';
import type { Labels } from './targets';

/** The loss of two samples that the network answers with 0.25, 0.5 and so on. */
async function lossOf(labels: Labels, loss: Loss, outputs = 3): Promise<number> {
  const layer = new Dense(1, outputs);
  const answers = Tensor.from(Array.from({ length: outputs }, (_, n) => 2 ** (n - 2)));
  layer.setParameters(Tensor.zeros([1, outputs]), answers);
  const model = new Model();
  model.add(layer);
  model.set({ loss });
  model.finalize();
  return (await model.evaluate(Tensor.zeros([2, 1]), labels)).loss;
}
const classes = new CategoricalCrossEntropy();
const values = new MeanSquaredError();

describe('labels', () => {
  it('are class indices, of any type, or one-hot rows', async () => {
    const expected = -(Math.log(0.5) + Math.log(0.25)) / 2;
    for (const labels of [
      Uint8Array.of(1, 0),
      Float64Array.of(1, 0),
      Tensor.from([1, 0], 'int32'),
      Tensor.from([
        [0, 1, 0],
        [1, 0, 0],
      ]),
    ]) {
      expect(await lossOf(labels, classes)).toBeCloseTo(expected, 6);
    }
  });

  it('are values for a regression, also flat where there is one output', async () => {
    const rows = Tensor.from([
      [0.25, 0.5, 1],
      [0.25, 0.5, 4],
    ]);
    expect(await lossOf(rows, values)).toBeCloseTo(9 / 6, 6);
    expect(await lossOf(Float32Array.of(0.25, 1.25), values, 1)).toBeCloseTo(1 / 2, 6);
  });

  it.each<[string, Labels, Loss, number, string]>([
    [
      'too few',
      Uint8Array.of(1),
      classes,
      3,
      'x has 2 rows, but y has 1: there must be a label for each sample',
    ],
    [
      'a single number',
      new Tensor(Float32Array.of(1), []),
      classes,
      3,
      'x has 2 rows, but y has none: there must be a label for each sample',
    ],
    [
      'of one class only',
      Uint8Array.of(0, 0),
      classes,
      1,
      'CategoricalCrossEntropy needs an output for each class, at least 2; the network has 1',
    ],
    ...[3, -1, 0.5].map((label): [string, Labels, Loss, number, string] => [
      `the class ${label}`,
      Float32Array.of(0, label),
      classes,
      3,
      `Label ${label} at row 1 is no class: the network has 3 outputs, so classes are 0 to 2`,
    ]),
    ...[
      [2, 2],
      [2, 4],
      [2, 1, 3],
    ].map((shape): [string, Labels, Loss, number, string] => [
      `one-hot of shape ${shape}`,
      Tensor.zeros(shape),
      classes,
      3,
      `One-hot labels must have the shape [rows, 3], as the network has 3 outputs; got [${shape.join(', ')}]`,
    ]),
    ...[
      [0, 0, 0],
      [1, 1, 0],
      [0, 2, 0],
      [0.5, 0, 1],
    ].map((row): [string, Labels, Loss, number, string] => [
      `a row ${row}`,
      Tensor.from([[0, 1, 0], row]),
      classes,
      3,
      'Row 1 of the labels is not one-hot: it must have one 1 and else 0',
    ]),
    [
      'values for other outputs',
      Tensor.zeros([2, 2]),
      values,
      3,
      'MeanSquaredError expects targets of shape [2, 3], got [2, 2]',
    ],
    [
      'flat, where there are several outputs',
      Float32Array.of(1, 2),
      values,
      3,
      'MeanSquaredError expects targets of shape [2, 3], got [2]',
    ],
  ])('are refused where they are %s', async (_, labels, loss, outputs, sentence) => {
    await expect(lossOf(labels, loss, outputs)).rejects.toThrow(new UserError(sentence));
  });
});
