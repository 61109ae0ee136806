import { describe, expect, it } from 'vitest';
import { Dense } from '../layers/dense';
import { Model } from '../model/model';
import { Adam } from '../optimizers/adam';
import { CosineDecay } from './cosine-decay';
import { OneCycle } from './one-cycle';
import type { Schedule } from './schedule';
import { StepDecay } from './step-decay';
import { WarmUp } from './warm-up';

const factors = (schedule: Schedule, steps: readonly number[]) => steps.map((n) => schedule.factorAt(n));

/** Checks factors against numbers worked out by hand. */
function expectNear(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((factor, n) => {
    expect(Math.abs(factor - expected[n])).toBeLessThan(1e-14);
  });
}

describe('a schedule', () => {
  it('StepDecay falls in stairs', () => {
    const schedule = new StepDecay({ every: 3, factor: 0.5 });
    expect(factors(schedule, [0, 2, 3, 5, 6, 9])).toEqual([1, 1, 0.5, 0.5, 0.25, 0.125]);
  });

  it('CosineDecay falls along half a wave of the cosine to its floor, and stays there', () => {
    // cos(π/3) = 1/2, cos(π/2) = 0, cos(2π/3) = −1/2, cos(π) = −1.
    const steps = [0, 2, 3, 4, 6, 7, 1000];
    expectNear(factors(new CosineDecay({ steps: 6 }), steps), [1, 0.75, 0.5, 0.25, 0, 0, 0]);
    const floored = factors(new CosineDecay({ steps: 6, floor: 0.2 }), steps);
    expectNear(floored, [1, 0.8, 0.6, 0.4, 0.2, 0.2, 0.2]);
  });

  it('OneCycle goes up to the peak and down to the end, where PyTorch’s OneCycleLR does', () => {
    // With 11 steps and a warm-up of 5/11 of them, step 4 is the peak and step 10 the last.
    const schedule = new OneCycle({ steps: 11, warmup: 5 / 11, start: 0.2, end: 0.1 });
    const half = 0.5 * Math.SQRT1_2;
    expectNear(factors(schedule, [0, 1, 2, 3, 4]), [0.2, 0.6 - 0.8 * half, 0.6, 0.6 + 0.8 * half, 1]);
    expectNear(factors(schedule, [6, 7, 8, 10, 11, 500]), [0.775, 0.55, 0.325, 0.1, 0.1, 0.1]);
    const usual = new OneCycle({ steps: 100 });
    expectNear(factors(usual, [0, 29, 99]), [1 / 25, 1, 1e-4]);
  });

  it('OneCycle that has no time to warm up begins near the peak', () => {
    const schedule = new OneCycle({ steps: 3, warmup: 0 });
    expect(schedule.factorAt(0)).toBeGreaterThan(0.7);
    expect(new OneCycle({ steps: 1 }).factorAt(0)).toBeGreaterThan(0);
  });

  it('WarmUp grows to the full rate, which then stays, or goes on as another schedule says', () => {
    expect(factors(new WarmUp({ steps: 4 }), [0, 1, 3, 4, 99])).toEqual([0.25, 0.5, 1, 1, 1]);
    const next = new StepDecay({ every: 2, factor: 0.1 });
    expect(factors(new WarmUp({ steps: 4, next }), [3, 4, 5, 6, 8])).toEqual([1, 1, 1, 0.1, 0.1 * 0.1]);
  });
});

describe('an optimizer with a schedule', () => {
  const schedule = new StepDecay({ every: 2, factor: 0.5 });

  it('has the rate that schedule, decay and changes of the rate make together', () => {
    const optimizer = new Adam({ learningRate: 0.2, decay: 0.5, schedule });
    expectNear(
      [0, 1, 2, 4].map((n) => optimizer.learningRateAt(n)),
      [0.2, 0.2 / 1.5, 0.05, 0.05 / 3],
    );
    optimizer.learningRate = 0.1;
    optimizer.iterations = 2;
    expect(optimizer.currentLearningRate).toBeCloseTo(0.025, 14);
  });

  /** A model without a training, for its file. */
  const modelWith = (optimizer: Adam) => {
    const model = new Model();
    model.add(new Dense(1, 1));
    model.set({ optimizer });
    model.finalize();
    return model;
  };

  it('comes back from a model file with it', () => {
    for (const each of [
      schedule,
      new CosineDecay({ steps: 5, floor: 0.1 }),
      new OneCycle({ steps: 9, warmup: 0.2, start: 0.1, end: 0.01 }),
      new WarmUp({ steps: 3 }),
      new WarmUp({ steps: 3, next: new WarmUp({ steps: 2, next: new CosineDecay({ steps: 4 }) }) }),
    ]) {
      const loaded = Model.load(modelWith(new Adam({ schedule: each })).save()).optimizer;
      expect(loaded?.schedule).toBeInstanceOf(each.constructor);
      expect(loaded?.schedule?.config()).toEqual(each.config());
      const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
      expect(steps.map((n) => loaded?.learningRateAt(n))).toEqual(steps.map((n) => 0.001 * each.factorAt(n)));
    }
    expect(Model.load(modelWith(new Adam()).save()).optimizer?.schedule).toBeUndefined();
  });

  it('is refused from a file that names none we know', () => {
    class Mine extends StepDecay {
      override readonly type = 'Mine' as 'StepDecay';
    }
    const file = modelWith(
      new Adam({ schedule: new WarmUp({ steps: 1, next: new Mine({ every: 1, factor: 1 }) }) }),
    ).save();
    expect(() => Model.load(file)).toThrow(
      'fmnist.optimizer.schedule.next: there is no schedule "Mine"; known are CosineDecay, OneCycle, StepDecay, WarmUp',
    );
  });
});

it('options out of range are refused in a sentence', () => {
  expect(() => new StepDecay({ every: 0, factor: 0.5 })).toThrow(
    'StepDecay: every must be a whole number > 0, got 0',
  );
  expect(() => new StepDecay({ every: 1, factor: 0 })).toThrow(
    'StepDecay: factor must be a number > 0, got 0',
  );
  expect(() => new CosineDecay({ steps: 1.5 })).toThrow('CosineDecay: steps must be a whole number > 0');
  expect(() => new CosineDecay({ steps: 1, floor: 2 })).toThrow(
    'CosineDecay: floor must be a number from 0 to 1',
  );
  expect(() => new OneCycle({ steps: -1 })).toThrow('OneCycle: steps must be a whole number > 0');
  expect(() => new OneCycle({ steps: 9, warmup: 1 })).toThrow(
    'OneCycle: warmup must be a number from 0 up to',
  );
  expect(() => new OneCycle({ steps: 9, start: -1 })).toThrow('OneCycle: start must be a number from 0 to 1');
  expect(() => new OneCycle({ steps: 9, end: 2 })).toThrow('OneCycle: end must be a number from 0 to 1');
  expect(() => new WarmUp({ steps: 0 })).toThrow('WarmUp: steps must be a whole number > 0');
});
