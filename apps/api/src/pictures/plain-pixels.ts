import { PIXELS } from '../inference/pixels-per-picture';

const bytesOf = (text: string) => [...Buffer.from(text)];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = bytesOf('{}[]:,');
const [SPACE, TAB, LINE_FEED, RETURN, ZERO] = bytesOf(' \t\n\r0');
const ONE = Buffer.from('"pixels"');
const MANY = Buffer.from('"images"');
/** The place of what is not there. Nothing is found behind it either. */
const NOWHERE = 2 ** 30 - 1;

/**
 * The pictures in a body of JSON that holds nothing but `{"pixels": […]}` or `{"images": [[…], …]}` with whole numbers from 0
 * to 255, as nearly all do: read byte by byte, which takes less than half of making values of them and checking those.
 * @param limit how many pictures there may be
 * @returns nothing for all other bodies, be they right or wrong
 */
export function plainPixels(body: Uint8Array, limit: number): Uint8Array<ArrayBuffer>[] | undefined {
  const pictures: Uint8Array<ArrayBuffer>[] = [];
  let at = behind(body, 0, OPEN_OBJECT);
  const isOne = isText(body, at, ONE);
  if (!isOne && !isText(body, at, MANY)) return undefined;
  at = behind(body, skip(body, at) + ONE.length, COLON);
  if (!isOne) at = behind(body, at, OPEN_LIST);
  for (let hasMore = true; hasMore; ) {
    const pixels = new Uint8Array(PIXELS);
    at = readPicture(body, at, pixels);
    if (at === NOWHERE || pictures.push(pixels) > limit) return undefined;
    hasMore = !isOne && behind(body, at, COMMA) !== NOWHERE;
    if (hasMore) at = behind(body, at, COMMA);
  }
  if (!isOne) at = behind(body, at, CLOSE_LIST);
  at = behind(body, at, CLOSE_OBJECT);
  return skip(body, at) === body.length ? pictures : undefined;
}

/** @returns the place behind the picture */
function readPicture(body: Uint8Array, start: number, pixels: Uint8Array): number {
  let at = behind(body, start, OPEN_LIST);
  for (let i = 0; i < PIXELS; i++) {
    if (body[at] <= SPACE) at = skip(body, at);
    let value = body[at++] - ZERO;
    // Behind the end it is NaN.
    if (!(value >= 0 && value <= 9)) return NOWHERE;
    let digit = body[at] - ZERO;
    // No number has a zero before its first digit.
    if (digit >= 0 && digit <= 9 && value > 0) {
      value = 10 * value + digit;
      digit = body[++at] - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
        if (value > 255) return NOWHERE;
        at++;
      }
    }
    pixels[i] = value;
    if (body[at] <= SPACE) at = skip(body, at);
    if (body[at++] !== (i < PIXELS - 1 ? COMMA : CLOSE_LIST)) return NOWHERE;
  }
  return at;
}

/** The place behind a character, before which there may be white space. */
function behind(body: Uint8Array, at: number, character: number): number {
  const place = skip(body, at);
  return body[place] === character ? place + 1 : NOWHERE;
}

function skip(body: Uint8Array, start: number): number {
  let at = start;
  for (let byte = body[at]; byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB; )
    byte = body[++at];
  return at;
}

function isText(body: Uint8Array, at: number, text: Uint8Array): boolean {
  const start = skip(body, at);
  return text.every((byte, index) => body[start + index] === byte);
}
