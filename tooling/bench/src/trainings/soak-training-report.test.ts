import { describe, expect, it } from 'vitest';
import type { SoakTraining } from './soak-training';
import { faultsOf } from './soak-training-report';

const trainingsOf = (change: (turn: number) => Partial<SoakTraining>): SoakTraining[] =>
  Array.from({ length: 100 }, (_, turn) => ({
    ...{ preset: 'mlp', steps: 60, threads: 1 + (turn % 2), seconds: 1, hash: 'a', workers: 0 },
    residentBytes: 300e6,
    ...change(turn),
  }));

describe('many trainings are told to be at fault', () => {
  it('for nothing, where memory goes up and down by what is not collected yet', () => {
    expect(faultsOf(trainingsOf((turn) => ({ residentBytes: 250e6 + 25e6 * (turn % 11) })))).toEqual([]);
  });

  it('for memory that also grows by half a megabyte each time', () => {
    const faults = faultsOf(
      trainingsOf((turn) => ({ residentBytes: 250e6 + 25e6 * (turn % 11) + 0.6e6 * turn })),
    );
    expect(faults).toEqual(['The process has grown from 526 MB to 559 MB.']);
  });

  it('for other weights of the same seed, once', () => {
    expect(faultsOf(trainingsOf((turn) => ({ hash: turn === 57 ? 'b' : 'a' })))).toEqual([
      'mlp, 60 steps has ended with 2 different weights.',
    ]);
  });

  it('for a worker that lives on', () => {
    expect(faultsOf(trainingsOf((turn) => ({ workers: turn > 90 ? 1 : 0 })))).toEqual([
      'After a training 1 workers lived on.',
    ]);
  });
});
