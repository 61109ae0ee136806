/** How bright the picture is below what is painted over it. */
const DIMMED = 0.35;
const WARM = [255, 140, 0];
const COLD = [0, 110, 255];

/** A grey picture in RGB, row by row. */
export function greyImage(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 3 * pixels.length }, (_, i) => pixels[Math.floor(i / 3)]);
}

/**
 * A map over a dimmed picture, in RGB: orange where it is above 0, blue where it is below, the stronger the nearer to its
 * largest number, whatever its sign. A map of zeros leaves the picture.
 */
export function heatImage(map: Float32Array, pixels: Uint8Array): Uint8Array {
  const largest = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Uint8Array.from({ length: 3 * pixels.length }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const share = map[pixel] / largest;
    const color = share > 0 ? WARM[channel] : COLD[channel];
    const below = DIMMED * pixels[pixel];
    return Math.round(below + Math.abs(share) * (color - below));
  });
}
