import type { Dice } from './dice';

/** What a reader of JSON may not have thought of. */
const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  2,
  0.5,
  1e308,
  -1e308,
  5e-324,
  65536,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  '',
  '0',
  '1e999',
  'constructor',
  '\u001b[2J',
  '\ud800',
  [],
  {},
  [[]],
  [null],
  { length: 1 },
];
const strangeKeys = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '0',
  '\u001b[31m',
];

/** JSON text with a value, a key or a list changed somewhere. Text inside of it that is JSON itself is looked into. */
export function mutateJson(text: string, others: readonly string[], dice: Dice): string {
  const value = parse(text);
  if (value === undefined) return text;
  const donors = others.flatMap((other) => parse(other) ?? []);
  return JSON.stringify(mutate(value, donors, dice)) ?? 'null';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mutate(value: unknown, donors: readonly unknown[], dice: Dice): unknown {
  if (Array.isArray(value) && value.length > 0 && !dice.oneIn(6)) return mutateList(value, donors, dice);
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !dice.oneIn(12)) {
    return mutateObject(value, donors, dice);
  }
  if (typeof value === 'string' && /^[[{]/.test(value) && !dice.oneIn(6)) {
    return mutateJson(value, [], dice);
  }
  return mutateLeaf(value, donors, dice);
}

function mutateList(list: readonly unknown[], donors: readonly unknown[], dice: Dice): unknown[] {
  const at = dice.below(list.length);
  switch (dice.below(8)) {
    case 0:
      return list.toSpliced(at, dice.length(list.length));
    case 1:
      return list.toSpliced(at, 0, ...Array.from({ length: dice.length(64) }, () => list[at]));
    case 2:
      return list.toSpliced(at, 0, partOf(dice.pick(donors), dice));
    default:
      return list.with(at, mutate(list[at], donors, dice));
  }
}

function mutateObject(object: object, donors: readonly unknown[], dice: Dice): unknown {
  const entries: [string, unknown][] = Object.entries(object);
  if (entries.length === 0) return fromEntries([[dice.pick(strangeKeys), dice.pick(strange)]]);
  const at = dice.below(entries.length);
  const [key, value] = entries[at];
  switch (dice.below(12)) {
    case 0:
      return fromEntries(entries.toSpliced(at, 1));
    case 1:
      return fromEntries(entries.with(at, [dice.pick(strangeKeys), value]));
    case 2:
      return fromEntries([...entries, [dice.pick(strangeKeys), dice.pick(strange)]]);
    case 3:
      return fromEntries(entries.with(at, [key, dice.pick(entries)[1]]));
    default:
      return fromEntries(entries.with(at, [key, mutate(value, donors, dice)]));
  }
}

/** Unlike `Object.fromEntries` with assignment, the key `__proto__` is one like any other. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

function mutateLeaf(value: unknown, donors: readonly unknown[], dice: Dice): unknown {
  const kind = dice.below(8);
  if (kind === 0) return partOf(dice.pick(donors), dice);
  if (kind === 1) return nest(value, dice.length(64));
  if (typeof value === 'number' && kind < 5) {
    return dice.pick([value + 1, value - 1, -value, value * 2, value / 3, value * 1024]);
  }
  if (typeof value === 'string' && kind < 5) {
    const at = dice.below(value.length + 1);
    const piece = dice.pick(['\u0000', '"', '\\', '\u001b', '\u2028', 'é', '😀', '/', '..', ' ', '9']);
    return value.slice(0, at) + piece.repeat(dice.length(64)) + value.slice(at + dice.below(2));
  }
  return dice.pick(strange);
}

function nest(value: unknown, depth: number): unknown {
  let nested = value;
  for (let level = 0; level < depth; level++) nested = [nested];
  return nested;
}

/** Something in a value, at any depth. */
function partOf(value: unknown, dice: Dice): unknown {
  let part = value;
  while (typeof part === 'object' && part !== null && !dice.oneIn(4)) {
    const parts: unknown[] = Object.values(part);
    if (parts.length === 0) break;
    part = dice.pick(parts);
  }
  return part;
}
