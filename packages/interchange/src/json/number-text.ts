import type { Floats } from '@fmnist/core';

/** Below this, float32 numbers have fewer digits the smaller they are. */
const SMALLEST_NORMAL = 2 ** -126;
/** A float32 keeps any two decimals of so many digits apart (C’s FLT_DIG), … */
const SAFE_DIGITS = 6;
/** … and is itself told from its neighbours by so many (FLT_DECIMAL_DIG). */
const ENOUGH_DIGITS = 9;

/**
 * A number as JSON that keeps every bit: the shortest decimal from which reading gives the same float32 (or float64).
 * What JSON has no number for is a string: `"Infinity"`, `"-Infinity"`, `"NaN"`, and with its bits, as `"NaN:7fc00001"`,
 * where they are others than usual.
 */
export function formatNumber(data: Floats, index: number): string {
  const value = data[index];
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value)) return data instanceof Float32Array ? shortestFloat32(value) : String(value);
  if (!Number.isNaN(value)) return `"${value}"`;
  const bits = readBits(data, index);
  return bits === usualNaN(data) ? '"NaN"' : `"NaN:${bits}"`;
}

/**
 * Puts a number as {@link formatNumber} wrote it, parsed as JSON, into its place.
 * @returns whether it is such a number, and not too large for the type
 */
export function placeNumber(value: unknown, data: Floats, index: number): boolean {
  if (typeof value === 'number') {
    data[index] = value;
    return Number.isFinite(data[index]);
  }
  if (typeof value !== 'string') return false;
  if (value === 'Infinity' || value === '-Infinity') {
    data[index] = Number(value);
    return true;
  }
  const bits = value === 'NaN' ? usualNaN(data) : /^NaN:([0-9a-f]+)$/.exec(value)?.[1];
  if (bits?.length !== 2 * data.BYTES_PER_ELEMENT) return false;
  writeBits(data, index, bits);
  return Number.isNaN(data[index]);
}

/** The decimal with the fewest digits that rounds to the float32, and of those the nearest to it. */
function shortestFloat32(value: number): string {
  let digits = Math.abs(value) < SMALLEST_NORMAL ? 1 : SAFE_DIGITS;
  let decimal = Number(value.toPrecision(digits));
  while (Math.fround(decimal) !== value && digits < ENOUGH_DIGITS) {
    digits++;
    decimal = Number(value.toPrecision(digits));
  }
  return String(decimal);
}

function usualNaN(data: Floats): string {
  return data instanceof Float32Array ? '7fc00000' : '7ff8000000000000';
}

/** An element's bits as hexadecimal digits. They do not pass through a number: that might change those of a NaN. */
function readBits(data: Floats, index: number): string {
  return bitsOf(data)
    [index].toString(16)
    .padStart(2 * data.BYTES_PER_ELEMENT, '0');
}

function writeBits(data: Floats, index: number, digits: string): void {
  const bits = bitsOf(data);
  if (bits instanceof Uint32Array) bits[index] = Number(`0x${digits}`);
  else bits[index] = BigInt(`0x${digits}`);
}

/** The same memory, as whole numbers. */
function bitsOf({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: Floats): Uint32Array | BigUint64Array {
  return BYTES_PER_ELEMENT === 4
    ? new Uint32Array(buffer, byteOffset, length)
    : new BigUint64Array(buffer, byteOffset, length);
}
