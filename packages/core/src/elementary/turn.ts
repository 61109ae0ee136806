/**
 * cos(2πu) and sin(2πu) for 0 ≤ u < 1 in float64, with the same bits on every engine: only +, −, ×.
 * The angle is cut down to an eighth of a turn, exactly, and the Taylor polynomials do the rest
 * (error below 1e-15).
 */
export function cosAndSinOfTurn(u: number): { cos: number; sin: number } {
  const quarter = Math.floor(u * 4 + 0.5);
  const angle = (u - quarter / 4) * (2 * Math.PI);
  const z = angle * angle;

  let s = -1 / 1307674368000;
  s = s * z + 1 / 6227020800;
  s = s * z - 1 / 39916800;
  s = s * z + 1 / 362880;
  s = s * z - 1 / 5040;
  s = s * z + 1 / 120;
  s = s * z - 1 / 6;
  const sin = angle + angle * (z * s);

  let c = 1 / 20922789888000;
  c = c * z - 1 / 87178291200;
  c = c * z + 1 / 479001600;
  c = c * z - 1 / 3628800;
  c = c * z + 1 / 40320;
  c = c * z - 1 / 720;
  c = c * z + 1 / 24;
  c = c * z - 1 / 2;
  const cos = 1 + z * c;

  switch (quarter & 3) {
    case 0:
      return { cos, sin };
    case 1:
      return { cos: -sin, sin: cos };
    case 2:
      return { cos: -cos, sin: -sin };
    default:
      return { cos: sin, sin: -cos };
  }
}
