/** The picture that was shown last, which other views go on with: 784 bytes. */
let atHand: Uint8Array | undefined;

/** The picture that was shown last, if one was. */
export function pictureAtHand(): Uint8Array | undefined {
  return atHand;
}

/** Makes a picture the one at hand. @param pixels 784 bytes */
export function takeInHand(pixels: Uint8Array): void {
  atHand = pixels;
}
