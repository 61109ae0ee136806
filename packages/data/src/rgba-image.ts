/** Pixels row by row, four bytes each: red, green, blue, opacity. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}
