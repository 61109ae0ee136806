/** Held back a little, of the whole weight, are all terms but the constant: samples at one side would tilt the whole. */
const SLOPE_RIDGE = 0.002;

/**
 * For each of several targets the factors c for which Σ wₙ·(Σ cⱼ·xⱼₙ − tₙ)² is least, by the normal equations.
 * @param basis each term x of all samples; the first is the constant one
 * @param weights w of each sample
 * @param targets each t of all samples
 */
export function weightedLeastSquares(
  basis: readonly Float64Array[],
  weights: Float64Array,
  targets: readonly Float64Array[],
): Float64Array[] {
  const ridge = SLOPE_RIDGE * weights.reduce((sum, weight) => sum + weight, 0);
  const matrix = basis.map((own, row) =>
    Float64Array.from(basis, (other, column) => {
      const held = row === column ? (row === 0 ? 0 : ridge) + 1e-9 : 0;
      return weightedProduct(weights, own, other) + held;
    }),
  );
  return targets.map((target) =>
    solve(
      matrix,
      Float64Array.from(basis, (own) => weightedProduct(weights, own, target)),
    ),
  );
}

/** Σ w·a·b */
export function weightedProduct(weights: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < weights.length; n++) sum += weights[n] * a[n] * b[n];
  return sum;
}

/** The inverse of a positive definite matrix, row by row. */
export function invert(matrix: readonly Float64Array[]): Float64Array[] {
  const columns = matrix.map((row, unit) => {
    const side = new Float64Array(row.length);
    side[unit] = 1;
    return solve(matrix, side);
  });
  return matrix.map((_, row) => Float64Array.from(columns, (column) => column[row]));
}

/** Gauss's elimination for a positive definite matrix. */
function solve(matrix: readonly Float64Array[], side: Float64Array): Float64Array {
  const size = side.length;
  const rows = matrix.map((row) => row.slice());
  const solution = side.slice();
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column < size; column++) rows[row][column] -= factor * rows[pivot][column];
      solution[row] -= factor * solution[pivot];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) solution[row] -= rows[row][column] * solution[column];
    solution[row] /= rows[row][row];
  }
  return solution;
}
