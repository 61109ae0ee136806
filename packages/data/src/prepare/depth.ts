const ASLANT = 4 / 3;

/**
 * How deep in the mask each pixel lies: its distance to the nearest pixel outside, by the chamfer (3, 4) of Borgefors
 * (1986), in pixels. What lies beyond the edges counts as outside.
 */
export function depthsIn(mask: Uint8Array, width: number): Float64Array {
  const height = mask.length / width;
  const stride = width + 2;
  const depths = new Float64Array(stride * (height + 2));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y + 1) * stride + x + 1;
      if (!mask[y * width + x]) continue;
      const above = Math.min(
        depths[i - stride] + 1,
        depths[i - stride - 1] + ASLANT,
        depths[i - stride + 1] + ASLANT,
      );
      depths[i] = Math.min(depths[i - 1] + 1, above);
    }
  }
  const result = new Float64Array(mask.length);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const i = (y + 1) * stride + x + 1;
      if (depths[i] === 0) continue;
      const below = Math.min(
        depths[i + stride] + 1,
        depths[i + stride - 1] + ASLANT,
        depths[i + stride + 1] + ASLANT,
      );
      depths[i] = Math.min(depths[i], depths[i + 1] + 1, below);
      result[y * width + x] = depths[i];
    }
  }
  return result;
}
