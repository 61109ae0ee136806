/** A part of an input, and what can be made of it. */
export interface Piece {
  readonly kind: 'bytes' | 'json' | 'protobuf';
  readonly bytes: Uint8Array;
}

/** How inputs of a format are made of pieces. */
export interface Layout {
  /** The pieces of an input, or nothing where it cannot be taken apart. */
  readonly split: (input: Uint8Array) => readonly Piece[] | undefined;
  /** The input of pieces, with the lengths and checksums that they have now. */
  readonly join: (pieces: readonly Uint8Array[]) => Uint8Array;
}

/** An input that is one piece. */
export function wholeAs(kind: Piece['kind']): Layout {
  return { split: (bytes) => [{ kind, bytes }], join: ([bytes]) => bytes };
}
