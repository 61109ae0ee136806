/** What `JSON.parse` lets pass and a file format must not. */
export type JsonFault =
  | { readonly kind: 'syntax' }
  | { readonly kind: 'depth' }
  | { readonly kind: 'duplicate-key' | 'forbidden-key'; readonly key: string };

const MAX_DEPTH = 32;
/** A string, or a bracket: all that matters in text that is known to be JSON. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;

/**
 * Parses JSON and refuses what hides a second meaning: an object with the same key twice (`JSON.parse` keeps the last,
 * other readers the first), the key `__proto__`, and nesting so deep that it can only be meant to hurt.
 */
export function parseStrictJson(text: string): { value: unknown } | { fault: JsonFault } {
  const fault = scan(text);
  if (fault) return { fault };
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return { fault: { kind: 'syntax' } };
  }
}

function scan(text: string): JsonFault | undefined {
  /** The keys seen in each object that is open; nothing for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined);
      if (open.length > MAX_DEPTH) return { kind: 'depth' };
    } else if (token === '}' || token === ']') {
      open.pop();
    } else {
      const keys = open.at(-1);
      if (!keys || !isKey(text, index + token.length)) continue;
      const key = unquote(token);
      if (key === undefined) return { kind: 'syntax' };
      if (key === '__proto__') return { kind: 'forbidden-key', key };
      if (keys.has(key)) return { kind: 'duplicate-key', key };
      keys.add(key);
    }
  }
  return undefined;
}

/** Whether the string that ends at `end` is followed by a colon. */
function isKey(text: string, end: number): boolean {
  let next = end;
  while (' \t\r\n'.includes(text.charAt(next)) && next < text.length) next++;
  return text.charAt(next) === ':';
}

/** The string a JSON literal stands for: escapes may hide that two keys are one. */
function unquote(token: string): string | undefined {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
