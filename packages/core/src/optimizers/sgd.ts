import { checkFraction } from '../checks';
import { UserError } from '../errors';
import type { Kernels } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { sgdKernels } from '../kernels/sets/optimizers';
import type { Parameter } from '../layers/layer';
import { Optimizer, type OptimizerConfig, type OptimizerOptions } from './optimizer';

/** What {@link SGD} takes. */
export interface SGDOptions extends OptimizerOptions {
  /** μ, how much of the last update goes into the next. Default 0. */
  momentum?: number;
  /** Whether to look ahead along the momentum (Nesterov 1983). Default false; wants a momentum. */
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent (the book's chapter 10; Sutskever et al. 2013 for the momentum).
 *
 * - plain: w −= η·g
 * - with momentum: u = μ·u − η·g; w += u
 * - Nesterov: u = μ·u − η·g; w += μ·u − η·g
 *
 * The default rate is 1, as in the book.
 */
export class SGD extends Optimizer {
  readonly type = 'SGD';
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly stateNames: readonly string[];

  /** @throws UserError where an option is out of range, or Nesterov is asked for without momentum. */
  constructor({ momentum = 0, nesterov = false, ...options }: SGDOptions = {}) {
    super(options, 1);
    this.momentum = checkFraction(momentum, 'SGD: momentum');
    this.nesterov = nesterov;
    if (nesterov && momentum === 0) {
      throw new UserError('SGD: nesterov looks ahead along the momentum: give a momentum > 0');
    }
    this.stateNames = momentum > 0 ? ['momentums'] : [];
  }

  override get kernelSets(): readonly KernelSet[] {
    return [sgdKernels];
  }

  update(kernels: Kernels, parameter: Parameter, start: number, end: number): void {
    const { matrix, gradients } = parameter;
    const [updates] = this.stateOf(parameter);
    const rate = this.currentLearningRate;
    if (updates) {
      kernels.sgdMomentum(matrix, gradients, updates, rate, this.momentum, this.nesterov, start, end);
    } else {
      kernels.sgd(matrix, gradients, rate, start, end);
    }
  }

  config(): OptimizerConfig {
    const { momentum, nesterov } = this;
    return { ...this.commonConfig, momentum, nesterov };
  }
}
