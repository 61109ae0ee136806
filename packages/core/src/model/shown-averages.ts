import type { Optimizer } from '../optimizers/optimizer';
import type { Network } from './network';

/** What averages are shown of. */
interface Averaged {
  readonly network: Network;
  readonly optimizer: Optimizer;
}

/** Makes the network one of averaged parameters, where the optimizer keeps averages: to be measured, predict and be saved. */
export function showAverages({ network, optimizer }: Averaged): void {
  if (optimizer.averages?.show()) settleAll(network);
}

/** Makes the network the one that the steps of the training change. */
export function hideAverages({ network, optimizer }: Averaged): void {
  if (optimizer.averages?.hide()) settleAll(network);
}

function settleAll({ steps }: Network): void {
  for (const { layer } of steps) {
    for (const parameter of layer.parameters) layer.settle(parameter, 0, parameter.matrix.rows);
  }
}
