import { BinaryCrossEntropy } from '../losses/binary-cross-entropy';
import type { Loss } from '../losses/loss';
import type { Accuracy } from './accuracy';
import { BinaryAccuracy } from './binary-accuracy';
import { CategoricalAccuracy } from './categorical-accuracy';
import { RegressionAccuracy } from './regression-accuracy';

/** What to count as right with a loss, unless somebody says otherwise. */
export function suitableAccuracy(loss: Loss): Accuracy {
  if (loss.targets === 'classes') return new CategoricalAccuracy();
  return loss instanceof BinaryCrossEntropy ? new BinaryAccuracy() : new RegressionAccuracy();
}
