import { checkFraction, checkPositive } from '../checks';
import type { Kernels } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { rmspropKernels } from '../kernels/sets/optimizers';
import type { Parameter } from '../layers/layer';
import { Optimizer, type OptimizerConfig, type OptimizerOptions } from './optimizer';

/** What {@link RMSprop} takes. */
export interface RMSpropOptions extends OptimizerOptions {
  /** ε, keeps the division finite. Default 1e−7. */
  epsilon?: number;
  /** ρ, how much of the cache is kept each step. Default 0.9. */
  rho?: number;
}

/**
 * RMSprop (Hinton's lecture 6e, 2012; the book's chapter 10): Adagrad with a cache that forgets.
 *
 * c = ρ·c + (1 − ρ)·g²; w −= η·g / (√c + ε)
 *
 * The default rate is 0.001, as in the book.
 */
export class RMSprop extends Optimizer {
  readonly type = 'RMSprop';
  readonly epsilon: number;
  readonly rho: number;
  readonly stateNames = ['cache'];

  /** @throws UserError where an option is out of range. */
  constructor({ epsilon = 1e-7, rho = 0.9, ...options }: RMSpropOptions = {}) {
    super(options, 0.001);
    this.epsilon = checkPositive(epsilon, 'RMSprop: epsilon');
    this.rho = checkFraction(rho, 'RMSprop: rho');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [rmspropKernels];
  }

  update(kernels: Kernels, parameter: Parameter, start: number, end: number): void {
    const { matrix, gradients } = parameter;
    const [cache] = this.stateOf(parameter);
    kernels.rmsprop(matrix, gradients, cache, this.currentLearningRate, this.rho, this.epsilon, start, end);
  }

  config(): OptimizerConfig {
    const { epsilon, rho } = this;
    return { ...this.commonConfig, epsilon, rho };
  }
}
