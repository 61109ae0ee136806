/** What `JSON.parse` lets pass and a file format must not. */
export type JsonFault =
  | { readonly kind: 'syntax' }
  | { readonly kind: 'depth' }
  | { readonly kind: 'duplicate-key' | 'forbidden-key'; readonly key: string };

const MAX_DEPTH = 32;
/** What makes a key of the string before it. */
const COLON = /[ \t\r\n]*:/y;

/**
 * Parses JSON and refuses what hides a second meaning: an object with the same key twice (`JSON.parse` keeps the last,
 * other readers the first), the key `__proto__`, and nesting so deep that it can only be meant to hurt.
 */
export function parseStrictJson(text: string): { value: unknown } | { fault: JsonFault } {
  try {
    const fault = scan(text);
    if (fault) return { fault };
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return { fault: { kind: 'syntax' } };
  }
}

/** @throws SyntaxError where a key is no JSON. */
function scan(text: string): JsonFault | undefined {
  /** The keys seen in each object that is open; nothing for an array. */
  const open: (Set<string> | undefined)[] = [];
  let place = 0;
  while (place < text.length) {
    const character = text[place];
    const end = character === '"' ? endOfString(text, place) : place + 1;
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      if (open.length > MAX_DEPTH) return { kind: 'depth' };
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        // Escapes may hide that two keys are one.
        const key = String(JSON.parse(text.slice(place, end)));
        if (key === '__proto__') return { kind: 'forbidden-key', key };
        if (keys.has(key)) return { kind: 'duplicate-key', key };
        keys.add(key);
      }
    }
    place = end;
  }
  return undefined;
}

/** The place behind the string that begins at `start`. By hand: a string may be longer than a regular expression can take. */
function endOfString(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text[place] !== '"') place += text[place] === '\\' ? 2 : 1;
  return place + 1;
}

/** Whether the string that ends at `end` is followed by a colon. */
function isKey(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}
