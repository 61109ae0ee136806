import { describe, expect, it } from 'vitest';
import {
  AveragePool2D,
  BatchNorm,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  MeanSquaredError,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  SGD,
  Sigmoid,
  Softmax,
  Tanh,
  Tensor,
} from '../src';
import type { Kernels } from '../src/kernels/kernels';
import { createSimdKernels } from '../src/kernels/simd';
import { LearningBatch } from '../src/model/learning-batch';
import { buildNetwork } from '../src/model/network';
import { NetworkBatch } from '../src/model/network-batch';
import { allKernelSets } from './all-kernel-sets';
import { hasSimd } from './machine';

/** Layers that work number by number write over what they got, to save memory: nobody may notice. */

const ROWS = 6;
const IMAGE = [4, 4, 2];
const random = new RandomStream(8, 'in place');
const x = new Tensor(
  Float64Array.from({ length: ROWS * 32 }, (_, n) => random.normal(n)),
  [ROWS, ...IMAGE],
);

/** What a network around some layers has learned after two steps. */
async function learned(middle: readonly Layer[]): Promise<readonly (readonly Tensor[])[]> {
  const model = new Model({ dtype: 'float64', inputShape: IMAGE, seed: 2 });
  model.add(new Conv2D(2, 2, { kernelSize: 1 }));
  for (const layer of middle) model.add(layer);
  model.add(new Flatten());
  model.add(new Rescale(1));
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 0.5 }) });
  model.finalize();
  const begin = ({ shape, size }: Tensor) =>
    new Tensor(
      Float64Array.from({ length: size }, (_, n) => random.uniform(n)),
      shape,
    );
  model.setParameters(model.getParameters().map((tensors) => tensors.map(begin)));
  const { size } = await model.predict(x.rows(0, 1));
  const y = Tensor.zeros([ROWS, size], 'float64');
  await model.train(x, y, { epochs: 2, threads: 1 });
  return model.getParameters();
}

const anyLayers: [string, () => Layer][] = [
  ['ReLU', () => new ReLU()],
  ['LeakyReLU', () => new LeakyReLU(0.3)],
  ['Sigmoid', () => new Sigmoid()],
  ['Tanh', () => new Tanh()],
  ['Softmax', () => new Softmax()],
  ['Linear', () => new Linear()],
  ['Flatten', () => new Flatten()],
  ['Rescale', () => new Rescale(0.5, 0.1)],
  ['BatchNorm', () => new BatchNorm()],
  ['Conv2D', () => new Conv2D(2, 3)],
  ['MaxPool2D', () => new MaxPool2D()],
  ['AveragePool2D', () => new AveragePool2D()],
  ['GlobalAveragePool2D', () => new GlobalAveragePool2D()],
  ['Residual', () => new Residual([new Conv2D(2, 2, { kernelSize: 1 }), new Tanh()])],
];

describe.each(anyLayers)('%s learns the same bits', (_, layer) => {
  it('whether or not the layer after it works in its place', async () => {
    for (const after of [new Sigmoid(), new Tanh(), new ReLU(), new Linear()]) {
      const apart = await learned([layer(), new Rescale(1), after]);
      expect(await learned([layer(), after])).toEqual(apart);
    }
  });

  it('whether or not it works in the place of the layer before it', async () => {
    for (const before of [new Sigmoid(), new Tanh(), new ReLU(), new LeakyReLU()]) {
      const apart = await learned([before, new Rescale(1), layer()]);
      expect(await learned([before, layer()])).toEqual(apart);
    }
  });
});

describe.runIf(hasSimd)('a layer takes no more memory than it must', () => {
  /** How many matrices a batch needs. */
  function matricesOf(layers: readonly Layer[], loss?: MeanSquaredError): number {
    const kernels = createSimdKernels(allKernelSets) as Kernels;
    const network = buildNetwork(layers, IMAGE, kernels);
    const make = () =>
      loss ? new LearningBatch(network, kernels, 8, loss) : new NetworkBatch(network, kernels, 8);
    return kernels.trace(make).pieces.length;
  }
  const around = (...middle: readonly Layer[]) => [
    new Conv2D(2, 2, { kernelSize: 1 }),
    ...middle,
    new Conv2D(2, 2, { kernelSize: 1 }),
  ];

  it.each<[string, Layer, { asked: number; learning: number }]>([
    ['ReLU', new ReLU(), { asked: 0, learning: 0 }],
    ['Sigmoid', new Sigmoid(), { asked: 0, learning: 0 }],
    ['Tanh', new Tanh(), { asked: 0, learning: 0 }],
    ['Linear', new Linear(), { asked: 0, learning: 0 }],
    ['Dropout, but for what it left out,', new Dropout(0.5), { asked: 0, learning: 1 }],
    ['Dropout2D, but for what it left out,', new Dropout2D(0.5), { asked: 0, learning: 1 }],
    ['LeakyReLU, which must look back at its input,', new LeakyReLU(), { asked: 1, learning: 1 }],
    ['BatchNorm, beside its input and its measures,', new BatchNorm(), { asked: 1, learning: 3 }],
    ['Softmax', new Softmax(), { asked: 1, learning: 2 }],
  ])('%s', (_, layer, { asked, learning }) => {
    expect(matricesOf(around(layer)) - matricesOf(around())).toBe(asked);
    const loss = new MeanSquaredError();
    expect(matricesOf(around(layer), loss) - matricesOf(around(), loss)).toBe(learning);
  });

  it('Flatten', () => {
    const flattened = (...flattens: readonly Layer[]) => [
      new Conv2D(2, 2, { kernelSize: 1 }),
      ...flattens,
      new Dense(32, 2),
    ];
    for (const loss of [undefined, new MeanSquaredError()]) {
      expect(matricesOf(flattened(new Flatten(), new Flatten()), loss)).toBe(
        matricesOf(flattened(new Flatten()), loss),
      );
    }
  });
});
