/** e^x, ln x and tanh x with the operations of `src/elementary`, one by one, so that the bits are the same. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const LOG2E: f64 = 1.4426950408889634;
const SQRT2: f64 = 1.4142135623730951;

export function exp(x: f64): f64 {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  if (x != x) return x;
  const n = Math.floor(x * LOG2E + 0.5);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let p: f64 = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 1.0 / 2.0;
  p = p * r + 1.0;
  p = p * r + 1.0;
  const exponent = <i32>n;
  if (exponent > 1023) return p * powerOfTwo(1023) * powerOfTwo(exponent - 1023);
  if (exponent < -1022) return p * powerOfTwo(exponent + 54) * powerOfTwo(-54);
  return p * powerOfTwo(exponent);
}

/** Two exponentials at once. */
// @ts-expect-error: decorator
@inline
export function expTwo(x: v128): v128 {
  const inside = v128.and(f64x2.gt(x, f64x2.splat(-708)), f64x2.lt(x, f64x2.splat(709)));
  if (!v128.all_true<i64>(inside)) {
    return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)));
  }
  return expTwoInside(x);
}

/** Two exponentials of numbers from −708 to 709, or NaN. */
// @ts-expect-error: decorator
@inline
export function expTwoInside(x: v128): v128 {
  const n = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(LOG2E)), f64x2.splat(0.5)));
  const r = f64x2.sub(
    f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HIGH))),
    f64x2.mul(n, f64x2.splat(LN2_LOW)),
  );
  let p = f64x2.splat(1.0 / 6227020800.0);
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 479001600.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 39916800.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 3628800.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 362880.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 40320.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 5040.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 720.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 120.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 24.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 6.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 2.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0));
  const exponents = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(p, i64x2.shl(i64x2.add(exponents, i64x2.splat(1023)), 52));
}

export function log(x: f64): f64 {
  if (x != x || x < 0) return NaN;
  if (x == 0) return -Infinity;
  if (x == Infinity) return x;
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984.0) - 54.0 * LN2_HIGH - 54.0 * LN2_LOW;
  const bits = reinterpret<u64>(x);
  let exponent = <f64>(<i32>(bits >> 52) - 1023);
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p: f64 = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  const tail = 2 * s * z * p;
  return exponent * LN2_HIGH + (2 * s + (tail + exponent * LN2_LOW));
}

export function tanh(x: f64): f64 {
  const size = Math.abs(x);
  if (size < 0.5) {
    const z = x * x;
    let f: f64 = 19;
    for (let odd: f64 = 17; odd >= 1; odd -= 2) f = odd + z / f;
    return x / f;
  }
  const e = exp(-2 * size);
  const t = (1 - e) / (1 + e);
  return x < 0 ? -t : t;
}

// @ts-expect-error: decorator
@inline
function powerOfTwo(n: i32): f64 {
  return reinterpret<f64>(<u64>(n + 1023) << 52);
}
