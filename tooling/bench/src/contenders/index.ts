import { bareNode } from './bare-node';
import type { Contender } from './contender';
import { brain, jax, onnxruntime, tensorflowCpu, tensorflowWasm } from './javascript-peers';
import { ours, oursFast, oursFastOneThread, oursFastTwoThreads, oursOneThread, oursTwoThreads } from './ours';
import { numpy, numpyOriginal, torch } from './python-peers';
import { createYardstick } from './yardstick';

/** Always measured: the ratios are to them. */
const ourselves: readonly Contender[] = [
  ours,
  oursOneThread,
  oursTwoThreads,
  oursFast,
  oursFastOneThread,
  oursFastTwoThreads,
  bareNode,
];

/** Whom the user can choose from. */
export function listPeers(): readonly Contender[] {
  const { FMNIST_YARDSTICK: yardstick } = process.env;
  return [
    torch,
    numpy,
    numpyOriginal,
    jax,
    tensorflowWasm,
    tensorflowCpu,
    brain,
    onnxruntime,
    ...(yardstick ? [createYardstick(yardstick, 1), createYardstick(yardstick, 2)] : []),
  ];
}

/** Ourselves, and the peers with these ids. */
export function listContenders(peerIds: readonly string[]): readonly Contender[] {
  return [...ourselves, ...listPeers().filter(({ id }) => peerIds.includes(id))];
}
