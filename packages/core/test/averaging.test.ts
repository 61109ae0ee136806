import {
  Adam,
  BatchNorm,
  type Callbacks,
  EarlyStopping,
  Model,
  type OptimizerState,
  SGD,
  type Tensor,
  type TrainOptions,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const data = pictures(700);
const validation = pictures(90);
const options = { batchSize: 64, seed: 4 } as const;
const averaged = () => classifier([], new Adam({ learningRate: 0.01, averaging: 0.9 }));
const plain = () => classifier([], new Adam({ learningRate: 0.01 }));

const train = (model: Model, more: TrainOptions = {}) =>
  model.train(data.x, data.y, { ...options, validationData: [validation.x, validation.y], ...more });

const numbersOf = (model: Model) =>
  model.getParameters().flatMap((layer) => layer.flatMap(({ data }) => [...data]));

/** The tensors of a state that are called so, one after the other. */
const stateOf = ({ tensors }: OptimizerState, name: string) =>
  [...tensors].filter(([key]) => key.endsWith(`.${name}`)).flatMap(([, { data }]) => [...data]);

describe('averages of the parameters', () => {
  it('are what the model has after a training: each step takes a share, more of it in the beginning', async () => {
    const model = averaged();
    const expected = numbersOf(model);
    let steps = 0;
    const follow: Callbacks = {
      stepEnd: () => {
        const keep = Math.min(0.9, (1 + steps) / (10 + steps));
        numbersOf(model).forEach((w, i) => {
          expected[i] -= (1 - keep) * (expected[i] - w);
        });
        steps++;
      },
    };
    // 11 steps an epoch: from step 81 on, the share that is kept no longer grows.
    await train(model, { epochs: 9, callbacks: [follow] });
    expect(steps).toBe(99);
    numbersOf(model).forEach((average, i) => {
      expect(Math.abs(average - expected[i])).toBeLessThan(1e-6);
    });
  });

  it.each([1, 2])(
    'leave the training itself as it is, also when it is called again, on %i threads',
    async (threads) => {
      const [averaging, without] = [averaged(), plain()];
      const losses = async (model: Model) => {
        const { steps } = await train(model, { epochs: 2, recordEvery: 1, threads });
        return steps.map(({ loss }) => loss);
      };
      for (let turn = 0; turn < 2; turn++) expect(await losses(averaging)).toEqual(await losses(without));
      expect(stateOf(averaging.getOptimizerState(), 'raw')).toEqual(numbersOf(without));
      expect(numbersOf(averaging)).not.toEqual(numbersOf(without));
    },
  );

  it('are what validation measures, what callbacks see between epochs, and what is saved', async () => {
    const model = averaged();
    const seen: number[] = [];
    const look: Callbacks = {
      epochEnd: async () => {
        for (const each of [model, Model.load(model.save())]) {
          seen.push((await each.evaluate(validation.x, validation.y)).loss);
        }
      },
    };
    const { epochs } = await train(model, { epochs: 3, callbacks: [look] });
    const losses = epochs.map(({ validation }) => validation?.loss);
    expect(seen).toEqual(losses.flatMap((loss) => [loss, loss]));
    expect((await model.evaluate(validation.x, validation.y)).loss).toBe(losses[2]);
  });

  it('are what early stopping gives back, and training then goes on from there', async () => {
    const model = classifier([], new Adam({ learningRate: 0.3, averaging: 0.5 }));
    const early = new EarlyStopping({ monitor: 'validationLoss', patience: 2 });
    const { epochs } = await train(model, { epochs: 30, callbacks: [early] });
    expect(early.bestEpoch).toBeLessThan(epochs.length);
    const best = epochs[early.bestEpoch - 1].validation?.loss;
    expect((await model.evaluate(validation.x, validation.y)).loss).toBe(best);
    const restored = numbersOf(model);
    expect(stateOf(model.getOptimizerState(), 'raw')).toEqual(restored);
    const again = Model.load(model.save({ includeOptimizer: true }));
    for (const each of [model, again]) await train(each);
    expect(hashOf(again)).toBe(hashOf(model));
  });

  it('are what an aborted training leaves', async () => {
    const model = averaged();
    const abort = new AbortController();
    let raw: number[] = [];
    const callback: Callbacks = {
      stepEnd: ({ step }) => {
        if (step !== 5) return;
        raw = numbersOf(model);
        abort.abort(new Error('enough'));
      },
    };
    await expect(train(model, { callbacks: [callback], signal: abort.signal })).rejects.toThrow('enough');
    expect(numbersOf(model)).not.toEqual(raw);
    expect(stateOf(model.getOptimizerState(), 'raw')).toEqual(raw);
  });

  it('give way to parameters that somebody puts in their place: training goes on from those', async () => {
    const given = plain().getParameters();
    const continued = averaged();
    await train(continued);
    continued.setParameters(given);
    const { steps } = await train(continued, { recordEvery: 1 });
    const fresh = averaged();
    const first = await train(fresh, { recordEvery: 1 });
    expect(steps[0].loss).toBe(first.steps[0].loss);
  });

  it('give way also where a single number was replaced, in the last of the parameters', async () => {
    const model = averaged();
    await train(model);
    const parameters = model.getParameters();
    const last = parameters[2][1];
    last.data[1] += 1;
    model.setParameters(parameters);
    expect(stateOf(model.getOptimizerState(), 'raw')).toEqual(numbersOf(model));
  });

  it('are what gradients go back through', async () => {
    const model = averaged();
    await train(model);
    const sample = data.x.rows(0, 1).data;
    expect(model.inputGradient(sample, 1)).toEqual(Model.load(model.save()).inputGradient(sample, 1));
  });

  it('of a network that normalizes predict as its file does', async () => {
    const model = classifier([new BatchNorm()], new Adam({ learningRate: 0.01, averaging: 0.8 }));
    await train(model, { epochs: 2 });
    const scale = model.getParameters()[1][0].data;
    expect(scale.every((value) => Math.abs(value - 1) > 1e-3)).toBe(true);
    const loaded = Model.load(model.save());
    expect((await loaded.predict(validation.x)).data).toEqual((await model.predict(validation.x)).data);
  });
});

describe('the state of an optimizer that averages', () => {
  it('is kept in a file: training goes on as if it had never been saved', async () => {
    const whole = averaged();
    await train(whole);
    const saved = Model.load(whole.save({ includeOptimizer: true }));
    expect(saved.optimizer?.config()).toMatchObject({ type: 'Adam', averaging: 0.9 });
    for (const model of [whole, saved]) await train(model, { seed: 1 });
    expect(hashOf(saved)).toBe(hashOf(whole));
    expect(saved.getOptimizerState()).toEqual(whole.getOptimizerState());
  });

  it('can be taken from one that did not: averages then begin at the parameters as they are', async () => {
    const before = plain();
    await train(before);
    const model = averaged();
    model.setParameters(before.getParameters());
    model.setOptimizerState(before.getOptimizerState());
    await train(before);
    await train(model);
    expect(stateOf(model.getOptimizerState(), 'raw')).toEqual(numbersOf(before));
  });

  it('is refused by one that does not average, and where a tensor is missing', async () => {
    const model = averaged();
    await train(model);
    const state = model.getOptimizerState();
    expect(() => plain().setOptimizerState(state)).toThrow('Adam keeps no "0.weights.raw"');
    const tensors = new Map<string, Tensor>(state.tensors);
    tensors.delete('1.biases.raw');
    expect(() => averaged().setOptimizerState({ ...state, tensors })).toThrow(
      'The state of Adam lacks the tensor "1.biases.raw"',
    );
  });
});

it('a share of 1 or more is refused', () => {
  expect(() => new SGD({ averaging: 1 })).toThrow(
    'Optimizer: averaging must be a number from 0 up to, not including, 1, got 1',
  );
});
