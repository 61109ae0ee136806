import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, Presence } from './contender';

/**
 * A measuring rig with this network hard-coded, that tells what the machine can do. It is not part of the project: it
 * takes part where `FMNIST_YARDSTICK` names the folder in which it is built.
 */
export function createYardstick(folder: string, threads: number): Contender {
  const program = join(folder, 'train.mjs');
  return {
    id: `yardstick-${threads}`,
    name: `yardstick, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    note: 'a rig for this network alone',
    jobs: { train: true },
    training: { full: { epochs: 5 }, quick: { epochs: 2 } },
    async find(): Promise<Presence> {
      return existsSync(program) ? { version: 'as built' } : { missing: `${program} is not there` };
    },
    command: ({ epochs }) => ({
      program: process.execPath,
      args: [program, 'mul', String(threads), String(epochs)],
      // SP: as ours, it skips zero pixels; WSC: as everyone, it starts from weights 0.01·N(0,1).
      env: { SP: '1', WSC: '0.01' },
    }),
    extractAnswer: (stdout) => JSON.stringify({ epochs: [...readEpochs(stdout)], setup: '' }),
  };
}

/** Reads lines such as `epoch 1: 0.87 s  loss 0.5 acc 0.8 | test loss 0.4 acc 0.85 (90 ms)`. */
function* readEpochs(stdout: string): Generator<{ seconds: number; accuracy: number }> {
  for (const line of stdout.split('\n')) {
    const match = /^epoch \d+: ([\d.]+) s\b.*\| test .*\bacc ([\d.]+)/.exec(line);
    if (match) yield { seconds: Number(match[1]), accuracy: Number(match[2]) };
  }
}
