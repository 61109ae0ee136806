import { isUtf8 } from 'node:buffer';
import { HttpError } from './http-error';

/** Deeper than anything that is asked for here. */
const DEPTH_LIMIT = 16;
const [QUOTE, BACKSLASH] = ['"', '\\'].map((character) => character.charCodeAt(0));
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = ['[', ']', '{', '}'].map((character) =>
  character.charCodeAt(0),
);

/**
 * The value of a body that should be JSON in UTF-8.
 * @throws HttpError 400 where it is none, or nested so deep that it was made to do harm: a parser would take many times
 *   the memory of its text.
 */
export function parseJson(bytes: Buffer): unknown {
  if (hasMoreOpenings(bytes, DEPTH_LIMIT) && depthOf(bytes) > DEPTH_LIMIT) {
    throw new HttpError(400, 'json_too_deep', `The JSON is nested more than ${DEPTH_LIMIT} levels deep`);
  }
  if (!isUtf8(bytes)) throw new HttpError(400, 'invalid_json', 'The body is not JSON: it is not UTF-8');
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new HttpError(400, 'invalid_json', 'The body is not JSON: it does not follow the grammar');
  }
}

/** Whether there are more brackets than that: most bodies have a few, which is quick to see. */
function hasMoreOpenings(bytes: Uint8Array, limit: number): boolean {
  let count = 0;
  for (const bracket of [OPEN_LIST, OPEN_OBJECT]) {
    for (let at = bytes.indexOf(bracket); at >= 0 && count <= limit; at = bytes.indexOf(bracket, at + 1))
      count++;
  }
  return count > limit;
}

function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, isText] = [0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      deepest = Math.max(deepest, ++depth);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth--;
    }
  }
  return deepest;
}
