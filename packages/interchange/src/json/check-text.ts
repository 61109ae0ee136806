import { UserError } from '@fmnist/core';

/** Deeper than a config and 32 axes are nested. */
const MAX_DEPTH = 40;
/** Characters there must be for each list or object, and twice as many for each key: model files have far more. */
const CHARACTERS_A_PIECE = 8;
/** So many need none: a short text may be all brackets. */
const FREE_PIECES = 1000;

/**
 * Refuses what `JSON.parse` lets pass and a model file must not: an object with a key twice, of which it would keep the
 * last; nesting so deep, or brackets so dense, that they can only be meant to take all memory. Looks at strings and
 * brackets alone; what is otherwise wrong is left to the parser.
 *
 * @throws UserError that says what is wrong.
 */
export function checkJsonText(text: string): void {
  /** The keys seen in each object that is open; nothing for a list. */
  const open: (Set<string> | undefined)[] = [];
  let pieces = 0;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      pieces++;
      if (open.length > MAX_DEPTH)
        throw new UserError(`The JSON is nested deeper than ${MAX_DEPTH}, as no model is`);
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, position);
      const keys = open.at(-1);
      if (keys && isFollowedByColon(text, end)) {
        const key = unquote(text.slice(position, end));
        if (keys.has(key))
          throw new UserError(`The JSON has the key ${JSON.stringify(key)} twice in one object`);
        keys.add(key);
        pieces += 2;
      }
      position = end - 1;
    }
    if (pieces > FREE_PIECES + text.length / CHARACTERS_A_PIECE) {
      throw new UserError('The JSON is made of brackets and keys more than of anything else, as no model is');
    }
  }
}

/** Where the string that begins at `start` is over; the end of the text where it never is. */
function endOfString(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position++) {
    if (text[position] === '\\') position++;
    else if (text[position] === '"') return position + 1;
  }
  return text.length;
}

function isFollowedByColon(text: string, position: number): boolean {
  let next = position;
  while (next < text.length && ' \t\r\n'.includes(text[next])) next++;
  return text[next] === ':';
}

/** The string a JSON literal stands for: escapes may hide that two keys are one. */
function unquote(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch (error) {
    throw new UserError('The JSON has a key that is no proper string', { cause: error });
  }
}
