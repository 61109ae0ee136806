import { checkPositive } from '../checks';
import type { Kernels } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { adagradKernels } from '../kernels/sets/optimizers';
import type { Parameter } from '../layers/layer';
import { Optimizer, type OptimizerConfig, type OptimizerOptions } from './optimizer';

/** What {@link Adagrad} takes. */
export interface AdagradOptions extends OptimizerOptions {
  /** ε, keeps the division finite. Default 1e−7. */
  epsilon?: number;
}

/**
 * Adagrad (Duchi, Hazan & Singer 2011; the book's chapter 10): parameters that moved much move less.
 *
 * c += g²; w −= η·g / (√c + ε)
 *
 * The default rate is 1, as in the book.
 */
export class Adagrad extends Optimizer {
  readonly type = 'Adagrad';
  readonly epsilon: number;
  readonly stateNames = ['cache'];

  /** @throws UserError where an option is out of range. */
  constructor({ epsilon = 1e-7, ...options }: AdagradOptions = {}) {
    super(options, 1);
    this.epsilon = checkPositive(epsilon, 'Adagrad: epsilon');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [adagradKernels];
  }

  update(kernels: Kernels, parameter: Parameter, start: number, end: number): void {
    const { matrix, gradients } = parameter;
    const [cache] = this.stateOf(parameter);
    kernels.adagrad(matrix, gradients, cache, this.currentLearningRate, this.epsilon, start, end);
  }

  config(): OptimizerConfig {
    return { ...this.commonConfig, epsilon: this.epsilon };
  }
}
