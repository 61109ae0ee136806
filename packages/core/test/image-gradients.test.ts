import { describe, expect, it } from 'vitest';
import {
  AveragePool2D,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  MaxPool2D,
  Model,
  RandomStream,
  ReLU,
  Residual,
  SGD,
  Softmax,
  Tensor,
} from '../src';

const ROWS = 19;
const SIZE = 6;
const STEP = 1e-5;

const random = new RandomStream(2, 'image gradient checks');
const images = new Tensor(
  Float64Array.from({ length: ROWS * SIZE * SIZE * 2 }, (_, n) => random.normal(n)),
  [ROWS, SIZE, SIZE, 2],
);
const classes = Uint8Array.from({ length: ROWS }, (_, n) => n % 3);

/** A network of images around what is checked: something to learn below it, and above it what makes classes of it. */
function build(middle: readonly Layer[], outputs: number): Model {
  const model = new Model({ dtype: 'float64', inputShape: [SIZE, SIZE, 2], seed: 3 });
  model.add(new Conv2D(2, 4, { kernelSize: 1, weightRegularizerL2: 1e-3 }));
  for (const layer of middle) model.add(layer);
  model.add(new Flatten());
  model.add(new Dense(outputs, 3, { initializer: 'glorot' }));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new SGD({ learningRate: 1e-300 }) });
  model.finalize();
  // An L1 penalty has no derivative where a bias is 0.
  const awayFromZero = (tensor: Tensor) => {
    const data = Float64Array.from(tensor.data, (value, n) => value || 0.1 * random.normal(n));
    return new Tensor(data, tensor.shape);
  };
  model.setParameters(model.getParameters().map((tensors) => tensors.map(awayFromZero)));
  return model;
}

/** The loss of one training step, penalty included; a rate of nearly 0 leaves the parameters as they are. */
async function lossOf(model: Model): Promise<number> {
  const { steps } = await model.train(images, classes, { shuffle: false, seed: 5 });
  return steps[0].loss;
}

/** Compares some of the gradients of each parameter with what the loss does when the parameter is moved a little. */
async function checkGradients(model: Model): Promise<number> {
  await lossOf(model);
  const learned = model.trainableLayers.flatMap(({ parameters }) => parameters);
  const analytic = learned.map(({ gradients }) => Float64Array.from(gradients.values));
  const original = model.getParameters();
  let checked = 0;
  let place = 0;
  for (const [layer, { parameters }] of model.trainableLayers.entries()) {
    for (const [tensor, { matrix }] of parameters.entries()) {
      const gradients = analytic[place++];
      const every = Math.ceil((matrix.rows * matrix.columns) / 12);
      for (let i = 0; i < matrix.rows * matrix.columns; i += every) {
        const lossAt = async (offset: number) => {
          const changed = original.map((each) => each.map((t) => t.cast('float64')));
          changed[layer][tensor].data[i] += offset;
          model.setParameters(changed);
          return lossOf(model);
        };
        const numeric = ((await lossAt(STEP)) - (await lossAt(-STEP))) / (2 * STEP);
        model.setParameters(original);
        expect(Math.abs(numeric - gradients[i])).toBeLessThan(1e-8 + 1e-5 * Math.abs(numeric));
        checked++;
      }
    }
  }
  return checked;
}

describe('the gradients of image layers are those of the loss, by finite differences in float64', () => {
  const cases: [string, () => Layer[], number][] = [
    ['Conv2D, valid', () => [new Conv2D(4, 3, { initializer: 'glorot' })], 4 * 4 * 3],
    ['Conv2D, same', () => [new Conv2D(4, 3, { padding: 'same' })], 6 * 6 * 3],
    ['Conv2D with a stride', () => [new Conv2D(4, 2, { stride: 2, padding: 'same' })], 3 * 3 * 2],
    ['Conv2D, valid, with a stride of 3', () => [new Conv2D(4, 2, { kernelSize: 2, stride: 3 })], 2 * 2 * 2],
    ['Conv2D with an oblong window', () => [new Conv2D(4, 2, { kernelSize: [1, 4], padding: 'same' })], 72],
    ['Conv2D in two groups', () => [new Conv2D(4, 6, { groups: 2, padding: 'same' })], 6 * 6 * 6],
    ['Conv2D, depthwise', () => [new Conv2D(4, 4, { groups: 4, padding: 'same', stride: 2 })], 3 * 3 * 4],
    ['Conv2D without biases', () => [new Conv2D(4, 3, { useBias: false })], 4 * 4 * 3],
    [
      'Conv2D with penalties',
      () => [
        new Conv2D(4, 2, {
          weightRegularizerL1: 0.01,
          weightRegularizerL2: 0.02,
          biasRegularizerL1: 0.03,
          biasRegularizerL2: 0.04,
        }),
      ],
      4 * 4 * 2,
    ],
    ['MaxPool2D', () => [new MaxPool2D()], 3 * 3 * 4],
    ['MaxPool2D with windows that overlap', () => [new MaxPool2D({ poolSize: 3, stride: 1 })], 4 * 4 * 4],
    ['MaxPool2D, same', () => [new MaxPool2D({ poolSize: 3, stride: 2, padding: 'same' })], 3 * 3 * 4],
    ['AveragePool2D', () => [new AveragePool2D({ poolSize: [2, 3] })], 3 * 2 * 4],
    ['AveragePool2D, same', () => [new AveragePool2D({ poolSize: 3, stride: 2, padding: 'same' })], 36],
    ['GlobalAveragePool2D', () => [new ReLU(), new GlobalAveragePool2D()], 4],
    ['BatchNorm of images', () => [new BatchNorm()], 6 * 6 * 4],
    ['BatchNorm of rows', () => [new GlobalAveragePool2D(), new BatchNorm({ epsilon: 0.1 })], 4],
    [
      'two BatchNorms, one after the other',
      () => [new BatchNorm(), new Conv2D(4, 2, { padding: 'same', useBias: false }), new BatchNorm()],
      6 * 6 * 2,
    ],
    ['Dropout2D', () => [new Dropout2D(0.4)], 6 * 6 * 4],
    ['Residual', () => [new Residual([new Conv2D(4, 4, { padding: 'same' })])], 6 * 6 * 4],
    [
      'Residual with a projection of its own making',
      () => [new Residual([new Conv2D(4, 3, { padding: 'same', stride: 2 }), new BatchNorm()])],
      3 * 3 * 3,
    ],
    [
      'Residual with a projection that was given',
      () => [
        new Residual(
          [new Conv2D(4, 3, { padding: 'same' }), new ReLU(), new Conv2D(3, 3, { padding: 'same' })],
          [new Conv2D(4, 3, { kernelSize: 1 }), new BatchNorm()],
        ),
      ],
      6 * 6 * 3,
    ],
    [
      'a Residual in a Residual, at its beginning and at its end',
      () => [
        new Residual([
          new Residual([new BatchNorm(), new Conv2D(4, 4, { padding: 'same' })]),
          new ReLU(),
          new Residual([new Conv2D(4, 4, { padding: 'same', useBias: false }), new BatchNorm()]),
        ]),
      ],
      6 * 6 * 4,
    ],
  ];

  it.each(cases)('%s', async (_, middle, outputs) => {
    expect(await checkGradients(build(middle(), outputs))).toBeGreaterThan(20);
  });
});

describe('a Residual', () => {
  it('adds its input to what its layers make of it', async () => {
    const inner = new Conv2D(1, 1, { kernelSize: 1 });
    const model = new Model({ inputShape: [2, 2, 1] });
    model.add(new Residual([inner]));
    model.finalize();
    inner.setParameters(Tensor.from([2]).reshape([1, 1, 1, 1]), Tensor.from([10]));
    const prediction = await model.predict(Tensor.from([[1, 2, 3, 4]]).reshape([1, 2, 2, 1]));
    expect([...prediction.data]).toEqual([13, 16, 19, 22]);
  });

  it('refuses layers whose output cannot be added, and says both shapes', () => {
    const model = new Model({ inputShape: [4, 4, 1] });
    model.add(new Residual([new Flatten()]));
    expect(() => model.finalize()).toThrow(/Residual 1 .*\[4, 4, 1\].*\[16\]/);
  });
});
