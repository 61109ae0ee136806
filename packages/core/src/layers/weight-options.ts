import { checkChoice, checkNonNegative } from '../checks';
import type { Kernels } from '../kernels/kernels';
import type { Shape } from '../tensor/shape';
import { type Initializer, initializers } from './initializers';
import type { Parameter } from './layer';

/** What layers with weights and biases can be told about them. */
export interface WeightOptions {
  /** λ₁ of the penalty λ₁·Σ|W|. Default 0. */
  weightRegularizerL1?: number;
  /** λ₂ of the penalty λ₂·ΣW². Default 0. */
  weightRegularizerL2?: number;
  /** λ₁ of the penalty λ₁·Σ|b|. Default 0. */
  biasRegularizerL1?: number;
  /** λ₂ of the penalty λ₂·Σb². Default 0. */
  biasRegularizerL2?: number;
  /** How the weights begin; biases begin at 0. */
  initializer?: Initializer;
}

/** @throws UserError where a penalty is negative, or the initializer unknown. */
export function checkWeightOptions(
  type: string,
  options: WeightOptions,
  initializer: Initializer,
): Required<WeightOptions> {
  return {
    weightRegularizerL1: checkNonNegative(options.weightRegularizerL1 ?? 0, `${type}: weightRegularizerL1`),
    weightRegularizerL2: checkNonNegative(options.weightRegularizerL2 ?? 0, `${type}: weightRegularizerL2`),
    biasRegularizerL1: checkNonNegative(options.biasRegularizerL1 ?? 0, `${type}: biasRegularizerL1`),
    biasRegularizerL2: checkNonNegative(options.biasRegularizerL2 ?? 0, `${type}: biasRegularizerL2`),
    initializer: checkChoice(options.initializer ?? initializer, initializers, `${type}: initializer`),
  };
}

/** Weights, without values: a matrix of some rows, which users see in a shape of as many numbers. */
export function createWeights(
  kernels: Kernels,
  rows: number,
  shape: Shape,
  { weightRegularizerL1, weightRegularizerL2 }: Required<WeightOptions>,
): Parameter {
  const columns = shape[shape.length - 1];
  return {
    name: 'weights',
    shape,
    matrix: kernels.createMatrix(rows, columns),
    gradients: kernels.createMatrix(rows, columns),
    l1: weightRegularizerL1,
    l2: weightRegularizerL2,
  };
}

/** Biases, all 0. */
export function createBiases(
  kernels: Kernels,
  outputs: number,
  { biasRegularizerL1, biasRegularizerL2 }: Required<WeightOptions>,
): Parameter {
  return {
    name: 'biases',
    shape: [outputs],
    matrix: kernels.createMatrix(1, outputs),
    gradients: kernels.createMatrix(1, outputs),
    l1: biasRegularizerL1,
    l2: biasRegularizerL2,
  };
}
