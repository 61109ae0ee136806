import { expect, test } from 'vitest';
import { parseFlags } from './flags';

test('without flags everyone is measured in everything, five times', async () => {
  const { quick, rounds, jobs, peers } = await parseFlags([]);
  expect({ quick, rounds }).toEqual({ quick: false, rounds: 5 });
  expect(jobs).toContain('train');
  expect(peers).toContain('torch');
});

test('names may have commas between them', async () => {
  const { jobs, peers, rounds } = await parseFlags(['--quick', '--jobs', 'size,train', '--peers', 'none']);
  expect({ jobs, peers, rounds }).toEqual({ jobs: ['train', 'size'], peers: [], rounds: 1 });
});
