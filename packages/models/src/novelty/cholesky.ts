/**
 * The lower triangular matrix L with L·Lᵀ = A (Golub & Van Loan 2013, algorithm 4.2.1), row-major.
 * @param a a symmetric positive definite matrix [n, n], row-major
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = i === j ? Math.sqrt(sum) : sum / l[j * n + j];
    }
  }
  return l;
}

/** L⁻¹·v by forward substitution, into `solved`. */
export function solveLower(l: Float64Array, v: Float64Array, solved: Float64Array): void {
  const n = v.length;
  for (let i = 0; i < n; i++) {
    let sum = v[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * solved[k];
    solved[i] = sum / l[i * n + i];
  }
}
