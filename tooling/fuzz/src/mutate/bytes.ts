import type { Dice } from './dice';

/** Numbers at which signs, widths and limits end. */
const edges = [
  0n,
  1n,
  -1n,
  16n,
  127n,
  128n,
  255n,
  256n,
  32767n,
  65535n,
  65536n,
  100_000_000n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
];

/** What a change is made with. */
export interface Material {
  readonly dice: Dice;
  /** What the format is made of. */
  readonly words: readonly Uint8Array[];
  /** Other inputs, to take pieces of. */
  readonly others: readonly Uint8Array[];
}

type Change = (bytes: Uint8Array, material: Material) => Uint8Array;

const changes: readonly Change[] = [
  flipBit,
  setByte,
  setNumber,
  remove,
  repeat,
  insertRandom,
  insertWord,
  overwriteWithWord,
  splice,
  cutOff,
];

/** Bytes with something changed, added or taken away somewhere. */
export function mutateBytes(bytes: Uint8Array, material: Material): Uint8Array {
  return material.dice.pick(changes)(bytes, material);
}

function flipBit(bytes: Uint8Array, { dice }: Material): Uint8Array {
  return withByte(bytes, dice, (byte) => byte ^ (1 << dice.below(8)));
}

function setByte(bytes: Uint8Array, { dice }: Material): Uint8Array {
  return withByte(bytes, dice, (byte) => dice.pick([dice.below(256), byte + 1, byte - 1, 0, 255]));
}

function withByte(bytes: Uint8Array, dice: Dice, change: (byte: number) => number): Uint8Array {
  const changed = bytes.slice();
  const at = dice.below(bytes.length);
  if (bytes.length > 0) changed[at] = change(bytes[at]);
  return changed;
}

/** Puts an edge, or a number near what was there, in place of one of 2, 4 or 8 bytes, of either byte order. */
function setNumber(bytes: Uint8Array, { dice }: Material): Uint8Array {
  const width = dice.pick([2, 4, 8]);
  if (bytes.length < width) return bytes;
  const changed = bytes.slice();
  const at = dice.below(bytes.length - width + 1);
  const littleEndian = dice.oneIn(2);
  const shift = (index: number) => BigInt(8 * (littleEndian ? index : width - 1 - index));
  let value = 0n;
  for (let index = 0; index < width; index++) value |= BigInt(bytes[at + index]) << shift(index);
  const next = dice.oneIn(2) ? dice.pick(edges) : value + BigInt(dice.below(17) - 8);
  for (let index = 0; index < width; index++) changed[at + index] = Number((next >> shift(index)) & 255n);
  return changed;
}

function remove(bytes: Uint8Array, { dice }: Material): Uint8Array {
  const from = dice.below(bytes.length + 1);
  return replace(bytes, from, from + dice.length(bytes.length - from + 1), new Uint8Array());
}

function repeat(bytes: Uint8Array, { dice }: Material): Uint8Array {
  const from = dice.below(bytes.length + 1);
  const piece = bytes.subarray(from, from + dice.length(bytes.length - from + 1));
  const times = dice.length(16);
  return replace(bytes, from, from, join(Array.from({ length: times }, () => piece)));
}

function insertRandom(bytes: Uint8Array, { dice }: Material): Uint8Array {
  const at = dice.below(bytes.length + 1);
  const piece = Uint8Array.from({ length: dice.length(16) }, () => dice.below(256));
  return replace(bytes, at, at, piece);
}

function insertWord(bytes: Uint8Array, { dice, words }: Material): Uint8Array {
  const at = dice.below(bytes.length + 1);
  return words.length === 0 ? bytes : replace(bytes, at, at, dice.pick(words));
}

function overwriteWithWord(bytes: Uint8Array, { dice, words }: Material): Uint8Array {
  if (words.length === 0) return bytes;
  const at = dice.below(bytes.length + 1);
  const word = dice.pick(words);
  return replace(bytes, at, at + word.length, word);
}

/** Puts a piece of another input in place of some of this one. */
function splice(bytes: Uint8Array, { dice, others }: Material): Uint8Array {
  const other = dice.pick(others);
  const start = dice.below(other.length + 1);
  const piece = other.subarray(start, start + dice.length(other.length - start + 1));
  const at = dice.below(bytes.length + 1);
  return replace(bytes, at, dice.oneIn(2) ? at : at + piece.length, piece);
}

function cutOff(bytes: Uint8Array, { dice }: Material): Uint8Array {
  return bytes.slice(0, dice.below(bytes.length + 1));
}

function replace(bytes: Uint8Array, from: number, until: number, piece: Uint8Array): Uint8Array {
  return join([bytes.subarray(0, from), piece, bytes.subarray(Math.min(until, bytes.length))]);
}

/** Bytes one after another. */
export function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    joined.set(piece, position);
    position += piece.length;
  }
  return joined;
}
