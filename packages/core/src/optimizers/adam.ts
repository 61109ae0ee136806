import { checkFraction, checkPositive } from '../checks';
import { power } from '../elementary/power';
import type { Kernels } from '../kernels/kernels';
import type { AdamStep } from '../kernels/optimizer-kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { adamKernels } from '../kernels/sets/optimizers';
import type { Parameter } from '../layers/layer';
import { Optimizer, type OptimizerConfig, type OptimizerOptions } from './optimizer';

/** What {@link Adam} takes. */
export interface AdamOptions extends OptimizerOptions {
  /** ε, keeps the division finite. Default 1e−7. */
  epsilon?: number;
  /** β₁, how much of the momentum is kept each step. Default 0.9. */
  beta1?: number;
  /** β₂, how much of the cache is kept each step. Default 0.999. */
  beta2?: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1; the book's chapter 10): RMSprop with momentum, both corrected for beginning
 * at zero. t is 1 at the first step.
 *
 * m = β₁·m + (1 − β₁)·g; c = β₂·c + (1 − β₂)·g²; w −= η·m̂ / (√ĉ + ε), m̂ = m / (1 − β₁ᵗ), ĉ = c / (1 − β₂ᵗ)
 */
export class Adam extends Optimizer {
  readonly type: string = 'Adam';
  readonly epsilon: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly stateNames = ['momentums', 'cache'];

  /** @throws UserError where an option is out of range. */
  constructor({ epsilon = 1e-7, beta1 = 0.9, beta2 = 0.999, ...options }: AdamOptions = {}) {
    super(options, 0.001);
    this.epsilon = checkPositive(epsilon, 'Adam: epsilon');
    this.beta1 = checkFraction(beta1, 'Adam: beta1');
    this.beta2 = checkFraction(beta2, 'Adam: beta2');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [adamKernels];
  }

  update(kernels: Kernels, parameter: Parameter, start: number, end: number): void {
    const { matrix, gradients } = parameter;
    const [momentums, cache] = this.stateOf(parameter);
    kernels.adam(matrix, gradients, momentums, cache, this.#step(), start, end);
  }

  #step(): AdamStep {
    const t = this.iterations + 1;
    return {
      stepSize: this.currentLearningRate / (1 - power(this.beta1, t)),
      cacheScale: 1 / Math.sqrt(1 - power(this.beta2, t)),
      beta1: this.beta1,
      beta2: this.beta2,
      epsilon: this.epsilon,
    };
  }

  config(): OptimizerConfig {
    const { epsilon, beta1, beta2 } = this;
    return { ...this.commonConfig, epsilon, beta1, beta2 };
  }
}
