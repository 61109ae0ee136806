/** Blue and orange, which people who do not tell red from green do tell apart (Okabe & Ito 2008). */
const POSITIVE = [86, 180, 233] as const;
const NEGATIVE = [230, 120, 30] as const;

/**
 * Numbers as pixels: blue above 0, orange below, black at 0.
 * @param largest what is drawn in full colour; by default the value that all but a hundredth lie below
 */
export function signedToRgba(
  values: Float32Array,
  largest = mostlyBelow(values),
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, i) => {
    const strength = Math.min(1, Math.abs(value) / largest);
    const colour = value > 0 ? POSITIVE : NEGATIVE;
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = colour[c] * strength;
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}

/** The size that 99 of 100 values stay below. */
export function mostlyBelow(values: Float32Array): number {
  return values.map(Math.abs).sort()[Math.floor(0.99 * (values.length - 1))] || 1;
}
