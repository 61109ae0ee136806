import { expect, test } from 'vitest';
import { parseOthersSeconds } from './others-cpu';

test('what others took is what all took, without this process and its children', () => {
  //                       user nice system idle iowait irq softirq steal
  const machine = 'cpu  1000 10 200 90000 500 1 2 7 0 0\ncpu0 500 5 100 45000 250 0 1 3 0 0\n';
  const before = '4242 (a name) with spaces) S 1 4242 4242 0 -1 4194304 9 9 0 0';
  // utime stime cutime cstime
  const self = `${before} 100 20 300 40 20 0 1 0`;
  expect(parseOthersSeconds(machine, self)).toBeCloseTo((1220 - 460) / 100);
});
