import { Dense, Model, RandomStream, ReLU, Rescale, Softmax, Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { Classifier, calibrated, Novelty, packModel, splitModel, unpackModel } from '../src';

const random = new RandomStream(3, 'novelty');

function network(): Model {
  const model = new Model({ seed: 1, labels: ['no', 'yes'] });
  for (const layer of [
    new Rescale(0.5),
    new Dense(3, 4, { initializer: 'he' }),
    new ReLU(),
    new Dense(4, 2, { initializer: 'he' }),
    new Softmax(),
  ]) {
    model.add(layer);
  }
  model.finalize();
  return model;
}

/** Two classes around (0, 0) and (10, 0), wide along the first axis and narrow along the second. */
function samples(rows: number) {
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const data = Float32Array.from({ length: 2 * rows }, (_, i) =>
    i % 2 === 0 ? 10 * ((i / 2) % 2) + 2 * random.normal(i) : 0.1 * random.normal(i),
  );
  return { features: new Tensor(data, [rows, 2]), labels };
}

describe('novelty', () => {
  const { features, labels } = samples(5000);
  const novelty = Novelty.fit(features, labels, 2);

  it('is the squared distance from the nearest class, in deviations', async () => {
    const [near, along, across] = await novelty.distances(
      Tensor.from([
        [10, 0],
        [14, 0],
        [0, 0.2],
      ]),
    );
    expect(near).toBeLessThan(0.01);
    expect(along).toBeCloseTo(4, 0);
    expect(across).toBeGreaterThan(2.5);
    expect((await novelty.distances(Tensor.from([[5, 5]])))[0]).toBeGreaterThan(500);
  });

  it('is on average the number of features for what is of a class', async () => {
    const distances = await novelty.distances(features);
    const mean = distances.reduce((sum, each) => sum + each, 0) / distances.length;
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(2.1);
  });

  it('is the same after it was kept in a file', async () => {
    const { means, root } = novelty.tensors();
    const again = await new Novelty(means, root).distances(features.rows(0, 10));
    (await novelty.distances(features.rows(0, 10))).forEach((distance, row) => {
      expect(again[row]).toBeCloseTo(distance, 3);
    });
  });

  it('says where features do not fit', async () => {
    await expect(novelty.distances(Tensor.zeros([1, 3]))).rejects.toThrow(
      'Novelty: expects 2 features a sample, got 3',
    );
    expect(() => new Novelty(Tensor.zeros([2, 3]), Tensor.zeros([2, 2]))).toThrow(
      /do not fit: \[2,3\] and \[2,2\]/,
    );
  });
});

describe('a model in two parts', () => {
  it('does what it does as a whole, to the last bit', async () => {
    const model = network();
    const { features, head } = splitModel(model);
    const x = Tensor.from([
      [1, 2, 3],
      [0.3, -1, 7],
    ]);
    const between = await features.predict(x);
    expect(between.shape).toEqual([2, 4]);
    expect((await head.predict(between)).toArray()).toEqual((await model.predict(x)).toArray());
    expect(head.labels).toEqual(model.labels);
  });

  it('is none where there is one dense layer alone', () => {
    const model = new Model();
    model.add(new Dense(3, 2));
    model.finalize();
    expect(() => splitModel(model)).toThrow(/has no features/);
  });
});

describe('a classifier', () => {
  const x = new Tensor(
    Float32Array.from({ length: 600 }, (_, n) => random.normal(n)),
    [200, 3],
  );
  const labels = Uint8Array.from({ length: 200 }, (_, row) => row % 2);

  it('names classes, and tells what is like none of them', async () => {
    const model = network();
    const novelty = Novelty.fit(await splitModel(model).features.predict(x), labels, 2);
    const packed = packModel({ model, novelty, threshold: 60 });
    const classifier = new Classifier(unpackModel(packed));
    const [usual, odd] = await classifier.classify(
      Tensor.from([
        [0.5, 0.5, 0.5],
        [90, -90, 90],
      ]),
    );
    const [plain] = await new Classifier(Model.load(packed)).classify(Tensor.from([[0.5, 0.5, 0.5]]));
    expect(usual).toMatchObject(plain);
    expect(plain).not.toHaveProperty('novelty');
    expect(usual.label).toBe(['no', 'yes'][usual.class]);
    expect(usual.outOfDistribution).toBe(false);
    expect(odd.outOfDistribution).toBe(true);
    expect(odd.novelty).toBeGreaterThan(1);
  });

  it('is refused from a file that does not say what classes are like', () => {
    expect(() => unpackModel(network().save())).toThrow(/cannot tell other pictures/);
  });
});

describe('a calibrated model', () => {
  it('has its logits divided by the temperature, and the same parameters', async () => {
    const model = network();
    const cooler = calibrated(model, 0.5);
    const x = Tensor.from([[1, 2, 3]]);
    const ratio = async (of: Model) => {
      const { data } = await of.predict(x);
      return Math.log(data[0] / data[1]);
    };
    expect(await ratio(cooler)).toBeCloseTo(2 * (await ratio(model)), 4);
    expect(cooler.saveParameters()).toEqual(model.saveParameters());
  });
});
