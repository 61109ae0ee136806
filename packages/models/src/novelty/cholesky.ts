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

/**
 * L⁻¹ transposed, row-major: each row by forward substitution (Golub & Van Loan 2013, section 3.1).
 * @param l a lower triangular matrix [n, n], row-major
 */
export function invertLower(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const solved = inverse.subarray(row * n, (row + 1) * n);
    for (let i = row; i < n; i++) {
      let sum = i === row ? 1 : 0;
      for (let k = row; k < i; k++) sum -= l[i * n + k] * solved[k];
      solved[i] = sum / l[i * n + i];
    }
  }
  return inverse;
}
