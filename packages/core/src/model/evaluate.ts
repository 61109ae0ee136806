import type { Kernels } from '../kernels/kernels';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Tensor } from '../tensor/tensor';
import { runInSlices } from './engine';
import { EvaluationPass } from './evaluation-pass';
import type { Evaluation } from './history';
import type { InferenceOptions } from './inference';
import type { Network } from './network';
import { checkSamples } from './samples';
import { type Labels, parseTargets } from './targets';

/** How good a network's predictions are, without penalty. @throws UserError where the data does not fit. */
export async function evaluate(
  kernels: Kernels,
  network: Network,
  { loss, accuracy }: { loss: Loss; accuracy: Accuracy },
  x: Tensor,
  y: Labels,
  { average = [] }: InferenceOptions,
): Promise<Evaluation> {
  const rows = checkSamples(x, network, 'x');
  const targets = parseTargets(y, loss, network, rows);
  const losses = new Float64Array(rows);
  const matches = new Float64Array(rows);
  const task = { samples: x.data, targets, losses, matches };
  const { made: pass, pieces } = kernels.trace(
    () => new EvaluationPass(kernels, network, loss, accuracy, task, average),
  );
  try {
    await runInSlices(pass);
    return pass.result;
  } finally {
    kernels.release(pieces);
  }
}
