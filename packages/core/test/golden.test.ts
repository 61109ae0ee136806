import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  Adagrad,
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  type FloatType,
  type Matrix,
  Model,
  type Optimizer,
  ReLU,
  RMSprop,
  SGD,
  Softmax,
  Tensor,
} from '../src';

/** Runs of the original NumPy program, in float64, step by step. */
interface GoldenRun {
  name: string;
  layerSizes: number[];
  regularizers: {
    weight_regularizer_l1?: number;
    weight_regularizer_l2?: number;
    bias_regularizer_l1?: number;
    bias_regularizer_l2?: number;
  }[];
  optimizer: { name: string; learning_rate: number; decay?: number; momentum?: number; rho?: number };
  batchSize: number;
  steps: number;
  labels: 'class indices' | 'one-hot';
  inputs: number[][];
  targets: number[] | number[][];
  initial: GoldenParameters[];
  trace: {
    dataLoss: number;
    regularizationLoss: number;
    accuracy: number;
    learningRate: number;
    gradients?: GoldenParameters[];
  }[];
  final: GoldenParameters[];
  finalOutput: number[][];
}

interface GoldenParameters {
  weights: number[][];
  biases: number[] | number[][];
}

const folder = new URL('./fixtures/golden/', import.meta.url);
const runs = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GoldenRun,
);

const optimizers: Record<string, (options: GoldenRun['optimizer']) => Optimizer> = {
  SGD: ({ learning_rate: learningRate, decay = 0, momentum = 0 }) =>
    new SGD({ learningRate, decay, momentum }),
  Adagrad: ({ learning_rate: learningRate, decay = 0 }) => new Adagrad({ learningRate, decay }),
  RMSprop: ({ learning_rate: learningRate, decay = 0, rho = 0.9 }) =>
    new RMSprop({ learningRate, decay, rho }),
  Adam: ({ learning_rate: learningRate, decay = 0 }) => new Adam({ learningRate, decay }),
};

function build(run: GoldenRun, dtype: FloatType): Model {
  const model = new Model({ dtype });
  const { layerSizes, regularizers, initial } = run;
  for (let i = 0; i + 1 < layerSizes.length; i++) {
    const regularizer = regularizers[i] ?? {};
    const dense = new Dense(layerSizes[i], layerSizes[i + 1], {
      weightRegularizerL1: regularizer.weight_regularizer_l1 ?? 0,
      weightRegularizerL2: regularizer.weight_regularizer_l2 ?? 0,
      biasRegularizerL1: regularizer.bias_regularizer_l1 ?? 0,
      biasRegularizerL2: regularizer.bias_regularizer_l2 ?? 0,
    });
    dense.setParameters(Tensor.from(initial[i].weights, dtype), Tensor.from(initial[i].biases, dtype));
    model.add(dense);
    model.add(i + 2 < layerSizes.length ? new ReLU() : new Softmax());
  }
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: optimizers[run.optimizer.name](run.optimizer),
    accuracy: new CategoricalAccuracy(),
  });
  model.finalize();
  return model;
}

/** A matrix's numbers, without what lies between its rows. */
function rowMajor({ rows, columns, stride, values }: Matrix): Tensor {
  const numbers = Array.from({ length: rows }, (_, row) => [
    ...values.subarray(row * stride, row * stride + columns),
  ]);
  return Tensor.from(numbers, 'float64');
}

describe.each(runs)('the original program’s run $name', (run) => {
  it.each([
    ['float64', 1e-9],
    ['float32', 1e-4],
  ] as const)('is replayed in %s to %s', async (dtype, tolerance) => {
    const near = (actual: number, expected: number) =>
      expect(Math.abs(actual - expected)).toBeLessThan(tolerance);
    const allNear = (actual: Tensor | undefined, expected: number[] | number[][]) => {
      const flat = expected.flat();
      expect(actual?.size).toBe(flat.length);
      flat.forEach((value, index) => {
        near(actual?.data[index] ?? Number.NaN, value);
      });
    };
    const model = build(run, dtype);
    const x = Tensor.from(run.inputs, dtype);
    const y =
      run.labels === 'one-hot' ? Tensor.from(run.targets, 'uint8') : Uint8Array.from(run.targets as number[]);
    let checkedGradients = 0;
    const history = await model.train(x, y, {
      batchSize: run.batchSize,
      shuffle: false,
      recordEvery: 1,
      callbacks: [
        {
          stepEnd({ step }) {
            run.trace[step].gradients?.forEach((expected, layer) => {
              const [weights, biases] = model.trainableLayers[layer].parameters;
              allNear(rowMajor(weights.gradients), expected.weights);
              allNear(rowMajor(biases.gradients), expected.biases);
              checkedGradients++;
            });
          },
        },
      ],
    });

    expect(history.steps).toHaveLength(run.steps);
    run.trace.forEach((expected, step) => {
      const record = history.steps[step];
      near(record.dataLoss, expected.dataLoss);
      near(record.regularizationLoss, expected.regularizationLoss);
      near(record.accuracy, expected.accuracy);
      near(record.learningRate, expected.learningRate);
    });
    expect(checkedGradients).toBeGreaterThanOrEqual(run.final.length);
    model.getParameters().forEach(([weights, biases], layer) => {
      allNear(weights, run.final[layer].weights);
      allNear(biases, run.final[layer].biases);
    });
    const output = await model.predict(x.rows(0, run.finalOutput.length));
    allNear(output, run.finalOutput);
  });
});
