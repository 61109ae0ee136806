import type { Kernels } from '../kernels/kernels';
import type { Network } from './network';

/** The penalty on all parameters, λ₁·Σ|w| + λ₂·Σw² (the book's chapter 14), summed in the order of the layers. */
export function regularizationLoss(kernels: Kernels, network: Network): number {
  let sum = 0;
  for (const { matrix, l1, l2 } of network.parameters) {
    if (l1 > 0 || l2 > 0) sum += kernels.regularizationLoss(matrix, l1, l2);
  }
  return sum;
}
