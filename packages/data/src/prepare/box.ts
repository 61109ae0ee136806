/** A rectangle of pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  /** Not included. */
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box that holds every pixel that counts; nothing where none does. */
export function boundingBox(width: number, height: number, counts: (i: number) => boolean): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!counts(y * width + x)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right === 0 ? undefined : { left, top, right, bottom };
}
