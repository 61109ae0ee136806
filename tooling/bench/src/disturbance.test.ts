import { expect, test } from 'vitest';
import { type Cores, createWatch } from './disturbance';

const nobody = () => () => 0;
const free: Cores = { alone: 59, together: 117 };
const shared: Cores = { alone: 59, together: 66 };

async function watchOnce(cores: readonly Cores[], startMeter: () => () => number | undefined) {
  const left = [...cores];
  const watch = createWatch(async () => left.shift() ?? free, startMeter);
  return (await watch())();
}

test('where nobody else runs and the cores are two, nothing disturbs', async () => {
  expect(await watchOnce([free, free], nobody)).toBeUndefined();
});

test('others who take the processor disturb, others who take next to nothing do not', async () => {
  expect(await watchOnce([free, free], () => () => 3)).toBe('other programs');
  expect(await watchOnce([free, free], () => () => 0.04)).toBeUndefined();
});

test('cores that are not two before or after a run disturb it', async () => {
  expect(await watchOnce([shared, free], nobody)).toBe('shared cores');
  expect(await watchOnce([free, shared], nobody)).toBe('shared cores');
});

test('where the system does not tell what others took, it is not held against anybody', async () => {
  expect(await watchOnce([free, free], () => () => undefined)).toBeUndefined();
});
