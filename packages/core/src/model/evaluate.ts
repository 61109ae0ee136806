import type { Kernels } from '../kernels/kernels';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Tensor } from '../tensor/tensor';
import { runInSlices } from './engine';
import { EvaluationPass } from './evaluation-pass';
import type { Evaluation } from './history';
import type { Network } from './network';
import { checkSamples } from './samples';
import { type Labels, parseTargets } from './targets';
import type { AverageOf } from './view-average';

/** A network, and what it is measured with. */
export interface Evaluated {
  readonly kernels: Kernels;
  readonly network: Network;
  readonly loss: Loss;
  readonly accuracy: Accuracy;
}

/**
 * How good a network's predictions are, without penalty.
 * @param averageOf as for `Inference.predict`
 * @throws UserError where the data does not fit.
 */
export async function evaluate(
  { kernels, network, loss, accuracy }: Evaluated,
  x: Tensor,
  y: Labels,
  averageOf?: AverageOf,
): Promise<Evaluation> {
  const rows = checkSamples(x, network, 'x');
  const targets = parseTargets(y, loss, network, rows);
  const losses = new Float64Array(rows);
  const matches = new Float64Array(rows);
  const task = { samples: x.data, targets, losses, matches };
  const { made: pass, pieces } = kernels.trace(
    () => new EvaluationPass(kernels, network, loss, accuracy, task, averageOf),
  );
  try {
    await runInSlices(pass);
    return pass.result;
  } finally {
    kernels.release(pieces);
  }
}
