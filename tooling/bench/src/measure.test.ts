import { expect, test } from 'vitest';
import { measureRounds } from './measure';

const ignore = () => undefined;

test('in each round everyone runs once, and another one begins', async () => {
  const order: string[] = [];
  const entrants = ['a', 'b', 'c'].map((id) => ({
    id,
    run: async (round: number) => {
      order.push(`${id}${round}`);
      return round;
    },
  }));
  const outcomes = await measureRounds(entrants, 3, ignore);
  expect(order.join(' ')).toBe('a1 b1 c1 b2 c2 a2 c3 a3 b3');
  expect(outcomes.map(({ results }) => results)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('who fails is not asked again, keeps what was measured, and says why', async () => {
  let calls = 0;
  const breaking = {
    id: 'breaking',
    run: async (round: number) => {
      calls++;
      if (round === 2) throw new Error('out of memory');
      return round;
    },
  };
  const steady = { id: 'steady', run: async (round: number) => round };
  expect(await measureRounds([breaking, steady], 4, ignore, () => () => undefined)).toEqual([
    { results: [1], disturbed: 0, failure: 'out of memory' },
    { results: [1, 2, 3, 4], disturbed: 0 },
  ]);
  expect(calls).toBe(2);
});

test('rounds in which others take the processor are counted', async () => {
  const taken = [0, 0.04, 3];
  const entrant = { id: 'a', run: async (round: number) => round };
  const [{ disturbed }] = await measureRounds([entrant], 3, ignore, () => () => taken.shift());
  expect(disturbed).toBe(1);
});
