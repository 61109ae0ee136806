import { expect, test } from 'vitest';
import { measureRounds } from './measure';

const ignore = () => undefined;
const calm = async () => async () => undefined;

test('in each round everyone runs once, and another one begins', async () => {
  const order: string[] = [];
  const entrants = ['a', 'b', 'c'].map((id) => ({
    id,
    run: async (round: number) => {
      order.push(`${id}${round}`);
      return round;
    },
  }));
  const outcomes = await measureRounds(entrants, 3, ignore, calm);
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
  expect(await measureRounds([breaking, steady], 4, ignore, calm)).toEqual([
    { results: [1], disturbances: [], failure: 'out of memory' },
    { results: [1, 2, 3, 4], disturbances: [] },
  ]);
  expect(calls).toBe(2);
});

test('what disturbed a round is kept with its result', async () => {
  const found = [undefined, 'shared cores', 'other programs'] as const;
  let round = 0;
  const entrant = { id: 'a', run: async () => 7 };
  const [outcome] = await measureRounds([entrant], 3, ignore, async () => async () => found[round++]);
  expect(outcome).toEqual({ results: [7, 7, 7], disturbances: ['shared cores', 'other programs'] });
});
