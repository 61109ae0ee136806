/** The orange of what mattered. */
const HEAT = [255, 140, 26] as const;

/**
 * A picture with a map over it: orange where the map is large, grey where it is not.
 * @param grey a byte a pixel
 * @param map a number a pixel; those below 0 count as 0
 */
export function heatOver(grey: Uint8Array, map: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const most = map.reduce((largest, value) => Math.max(largest, value), 0);
  const rgba = new Uint8ClampedArray(4 * grey.length);
  grey.forEach((value, i) => {
    const strength = most > 0 ? Math.max(0, map[i]) / most : 0;
    HEAT.forEach((channel, c) => {
      rgba[4 * i + c] = value * 0.7 * (1 - strength) + channel * strength;
    });
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}
