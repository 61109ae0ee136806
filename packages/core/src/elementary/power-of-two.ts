const bits = new DataView(new ArrayBuffer(8));

/** 2^n, exactly, for −1022 ≤ n ≤ 1023. */
function powerOfTwo(n: number): number {
  bits.setUint32(0, (n + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x·2^n for |n| ≤ 1075: in two steps where 2^n itself is no normal number. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(n - 1023);
  if (n < -1022) return x * powerOfTwo(n + 54) * powerOfTwo(-54);
  return x * powerOfTwo(n);
}

/** A positive normal number as m·2^e with 1 ≤ m < 2. */
export function splitExponent(x: number): { mantissa: number; exponent: number } {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  return { mantissa: bits.getFloat64(0), exponent: (high >>> 20) - 1023 };
}
