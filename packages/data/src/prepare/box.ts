/** A rectangle of pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  /** Not included. */
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box that holds every pixel of a mask that is 1; nothing where none is. */
export function boundingBox(mask: Uint8Array, width: number): Box | undefined {
  const first = mask.indexOf(1);
  if (first < 0) return undefined;
  const top = Math.floor(first / width);
  const bottom = Math.floor(mask.lastIndexOf(1) / width) + 1;
  let [left, right] = [width, 0];
  for (let row = top * width; row < bottom * width; row += width) {
    const start = mask.indexOf(1, row);
    const end = mask.lastIndexOf(1, row + width - 1);
    if (start < row + width) left = Math.min(left, start - row);
    if (end >= row) right = Math.max(right, end - row + 1);
  }
  return { left, top, right, bottom };
}
