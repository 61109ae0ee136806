import { Dense, Model, Tensor, type TensorData, UserError } from '@fmnist/core';
import { cholesky, invertLower } from './cholesky';

/** Added to the covariance's diagonal, as a share of its mean: features that never vary would make it singular. */
const RIDGE = 1e-3;

/**
 * How unlike all classes something is: its distance from the nearest class among the features of a network (Lee, Lee, Lee
 * & Shin 2018, section 2.1). Each class is a normal distribution of its own mean μ, all with the covariance Σ:
 *
 * d² = min over the classes of (f − μ)ᵀ·Σ⁻¹·(f − μ) = |L⁻¹·f − L⁻¹·μ|², where L·Lᵀ = Σ
 *
 * A network that knows ten kinds of garments gives each picture one of ten names, however sure; the distance tells a
 * picture of something else.
 */
export class Novelty {
  readonly #classes: number;
  readonly #size: number;
  /** [classes, features] */
  readonly #means: Float64Array;
  /** The lower triangular root of Σ. */
  readonly #root: Float64Array;
  /** From features f to L⁻¹·f: a dense layer, so that it is as fast as one. */
  readonly #whitening: Model;
  /** L⁻¹·μ of each class. */
  readonly #whiteMeans: readonly Float64Array[];

  /**
   * @param means μ of each class [classes, features]
   * @param root L [features, features], lower triangular, with L·Lᵀ = Σ
   * @throws UserError where the two do not fit.
   */
  constructor(means: Tensor, root: Tensor) {
    const [classes, size] = means.shape;
    if (means.rank !== 2 || root.rank !== 2 || root.shape[0] !== size || root.shape[1] !== size) {
      throw new UserError(
        `Novelty: means [classes, features] and root [features, features] do not fit: [${means.shape}] and [${root.shape}]`,
      );
    }
    this.#classes = classes;
    this.#size = size;
    this.#means = Float64Array.from(means.data);
    this.#root = Float64Array.from(root.data);
    const whitening = invertLower(this.#root, size);
    this.#whitening = createWhitening(whitening, size);
    this.#whiteMeans = Array.from({ length: classes }, (_, c) =>
      multiply(this.#means.subarray(c * size, (c + 1) * size), whitening),
    );
  }

  /**
   * Learns what the classes are like.
   * @param features [samples, features], of samples that are of a class each
   * @param labels a class index for each sample
   */
  static fit(features: Tensor, labels: Uint8Array, classes: number): Novelty {
    const [rows, size] = features.shape;
    const { data } = features;
    const counts = new Float64Array(classes);
    const means = new Float64Array(classes * size);
    for (let row = 0; row < rows; row++) {
      counts[labels[row]]++;
      for (let j = 0; j < size; j++) means[labels[row] * size + j] += data[row * size + j];
    }
    for (let i = 0; i < means.length; i++) means[i] /= Math.max(1, counts[Math.floor(i / size)]);
    const covariance = new Float64Array(size * size);
    const deviations = new Float64Array(size);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < size; j++) deviations[j] = data[row * size + j] - means[labels[row] * size + j];
      for (let i = 0; i < size; i++) {
        const own = deviations[i];
        if (own === 0) continue;
        for (let j = 0; j <= i; j++) covariance[i * size + j] += own * deviations[j];
      }
    }
    let trace = 0;
    for (let i = 0; i < size; i++) trace += covariance[i * size + i];
    for (let i = 0; i < size; i++) covariance[i * size + i] += (RIDGE * trace) / size;
    const root = cholesky(
      covariance.map((value) => value / rows),
      size,
    );
    return new Novelty(new Tensor(means, [classes, size]), new Tensor(root, [size, size]));
  }

  /** d² of each sample. @param features [samples, features] */
  async distances(features: Tensor): Promise<Float64Array> {
    const [rows, size] = features.shape;
    if (size !== this.#size) {
      throw new UserError(`Novelty: expects ${this.#size} features a sample, got ${size}`);
    }
    const white = (await this.#whitening.predict(features)).data;
    return Float64Array.from({ length: rows }, (_, row) => {
      const own = white.subarray(row * size, (row + 1) * size);
      return this.#whiteMeans.reduce(
        (least, mean) => Math.min(least, squaredDistance(own, mean, least)),
        Infinity,
      );
    });
  }

  /** μ [classes, features] and L [features, features], for a file. */
  tensors(): { readonly means: Tensor; readonly root: Tensor } {
    const [classes, size] = [this.#classes, this.#size];
    return {
      means: new Tensor(Float32Array.from(this.#means), [classes, size]),
      root: new Tensor(Float32Array.from(this.#root), [size, size]),
    };
  }
}

function createWhitening(weights: Float64Array, size: number): Model {
  const parameters = [
    new Tensor(Float32Array.from(weights), [size, size]),
    new Tensor(new Float32Array(size), [size]),
  ];
  return Model.fromConfig(
    { dtype: 'float32', inputShape: [size], layers: [new Dense(size, size).config()] },
    { parameters: [parameters] },
  );
}

/** The row vector v times a matrix that is row-major. */
function multiply(v: Float64Array, matrix: Float64Array): Float64Array {
  const n = v.length;
  return v.map((_, column) => v.reduce((sum, value, row) => sum + value * matrix[row * n + column], 0));
}

/** @param limit beyond which it may be less than it is: squares add up to no less than some of them */
function squaredDistance(a: TensorData, b: Float64Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && !(sum > limit); i++) {
    const difference = a[i] - b[i];
    // Not as a power: engines differ in its last bits.
    sum += difference * difference;
  }
  return sum;
}
