import { checkNonNegative } from '../checks';
import type { Kernels } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { sgdKernels } from '../kernels/sets/optimizers';
import type { Parameter } from '../layers/layer';
import { Adam, type AdamOptions } from './adam';
import type { OptimizerConfig } from './optimizer';

/** What {@link AdamW} takes. */
export interface AdamWOptions extends AdamOptions {
  /** λ, how strongly weights are pulled towards 0. Default 0.01. */
  weightDecay?: number;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2): weights shrink by a share of their own, which
 * Adam's cache does not even out as it does with the gradient of an L2 penalty.
 *
 * w −= η·λ·w, then the step of {@link Adam}, η being the rate of the step. Only parameters named `weights` decay: biases,
 * and the scale and offset of a BatchNorm, do not.
 *
 * @example new AdamW({ learningRate: 0.002, weightDecay: 0.05 })
 */
export class AdamW extends Adam {
  override readonly type = 'AdamW';
  readonly weightDecay: number;

  /** @throws UserError where an option is out of range. */
  constructor({ weightDecay = 0.01, ...options }: AdamWOptions = {}) {
    super(options);
    this.weightDecay = checkNonNegative(weightDecay, 'AdamW: weightDecay');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [...super.kernelSets, sgdKernels];
  }

  override update(kernels: Kernels, parameter: Parameter, start: number, end: number): void {
    const { name, matrix } = parameter;
    if (name === 'weights' && this.weightDecay > 0) {
      // The decay is a step of gradient descent in which the weights are their own gradients.
      kernels.sgd(matrix, matrix, this.currentLearningRate * this.weightDecay, start, end);
    }
    super.update(kernels, parameter, start, end);
  }

  override config(): OptimizerConfig {
    return { ...super.config(), weightDecay: this.weightDecay };
  }
}
