const FIRST = 35;
const BACKSLASH = 92;
/** Digits from here on are the first of two. */
const SINGLES = 89;
/** What is added to bytes, modulo 256. */
const SHIFT = 3;

/** The bytes of text that `scripts/build-kernels.mjs` has written. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = digitAt(text, i);
    const value = digit < SINGLES ? digit : (digit - SINGLES + 1) * SINGLES + digitAt(text, ++i);
    bytes[count++] = value - SHIFT;
  }
  return bytes.slice(0, count);
}

function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < BACKSLASH ? code - FIRST : code - FIRST - 1;
}
