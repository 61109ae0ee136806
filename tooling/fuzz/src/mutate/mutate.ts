import type { Parser } from '../parser';
import { type Material, mutateBytes } from './bytes';
import type { Dice } from './dice';
import { mutateJson } from './json';
import type { Layout, Piece } from './layout';
import { mutateMessage } from './protobuf';

/** Longer inputs say little that shorter ones do not, and take longer. */
export const MOST_BYTES = 8192;
const MOST_CHANGES = 6;

/** What is changed, and with what. */
export interface Stock {
  readonly parser: Parser;
  readonly dice: Dice;
  /** The words of the format, as bytes. */
  readonly words: readonly Uint8Array[];
  readonly corpus: readonly Uint8Array[];
}

/** An input changed in one place or a few. */
export function mutate(input: Uint8Array, { parser, dice, words, corpus }: Stock): Uint8Array {
  const material = { dice, words, others: corpus };
  let mutated = input;
  for (let change = dice.length(MOST_CHANGES); change > 0; change--) {
    mutated =
      (parser.layout && !dice.oneIn(4) && mutateIn(parser.layout, mutated, material)) ||
      mutateBytes(mutated, material);
    if (mutated.length > MOST_BYTES) mutated = mutated.slice(0, MOST_BYTES);
  }
  return mutated;
}

/** An input with one of its pieces changed, or nothing where it has none. */
function mutateIn(layout: Layout, input: Uint8Array, material: Material): Uint8Array | undefined {
  const pieces = layout.split(input);
  if (!pieces || pieces.length === 0) return undefined;
  const at = material.dice.below(pieces.length);
  const changed = mutatePiece(pieces[at], material, (other) => layout.split(other)?.[at]?.bytes);
  return layout.join(pieces.map(({ bytes }, index) => (index === at ? changed : bytes)));
}

function mutatePiece(
  { kind, bytes }: Piece,
  material: Material,
  counterpart: (other: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  const { dice, others } = material;
  if (dice.oneIn(8)) return mutateBytes(bytes, material);
  switch (kind) {
    case 'bytes':
      return mutateBytes(bytes, material);
    case 'protobuf':
      return mutateMessage(bytes, material);
    case 'json': {
      const donor = counterpart(dice.pick(others)) ?? bytes;
      const [text, other] = [bytes, donor].map((each) => new TextDecoder().decode(each));
      return new TextEncoder().encode(mutateJson(text, [text, other], dice));
    }
  }
}
