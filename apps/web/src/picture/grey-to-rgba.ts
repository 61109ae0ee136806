/** Grey pixels, a byte each, as opaque RGBA. */
export function greyToRgba(grey: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * grey.length);
  grey.forEach((value, i) => {
    rgba.fill(value, 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}
