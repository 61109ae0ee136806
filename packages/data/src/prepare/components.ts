import type { Box } from './box';

/** Pixels of a mask that hang together. */
export interface Component {
  /** How many they are. */
  readonly size: number;
  readonly box: Box;
  /** They themselves, in stretches of a row each: where one begins and, not included, ends. */
  readonly stretches: readonly (readonly [start: number, end: number])[];
}

/**
 * The components of a mask. Stretches of ones in a row are found first, then those that touch in rows one below the other
 * are joined, in a forest (Galler & Fischer 1964).
 * @param aslant whether pixels hang together that only touch at a corner
 */
export function componentsOf(mask: Uint8Array, width: number, aslant: boolean): Component[] {
  const { starts, ends, parents } = joinedStretches(mask, width, aslant ? 1 : 0);
  const members = new Map<number, number[]>();
  for (let n = 0; n < starts.length; n++) {
    const root = rootOf(parents, n);
    const found = members.get(root);
    if (found) found.push(n);
    else members.set(root, [n]);
  }
  return Array.from(members.values(), (group) => {
    let size = 0;
    let [left, right] = [width, 0];
    for (const n of group) {
      const x = starts[n] % width;
      size += ends[n] - starts[n];
      left = Math.min(left, x);
      right = Math.max(right, x + ends[n] - starts[n]);
    }
    const top = Math.floor(starts[group[0]] / width);
    const bottom = Math.floor(starts[group[group.length - 1]] / width) + 1;
    return {
      size,
      box: { left, top, right, bottom },
      stretches: group.map((n) => [starts[n], ends[n]] as const),
    };
  });
}

/** Sets all pixels of a component. */
export function paint(mask: Uint8Array, { stretches }: Component, value: 0 | 1): void {
  for (const [start, end] of stretches) mask.fill(value, start, end);
}

interface JoinedStretches {
  readonly starts: number[];
  readonly ends: number[];
  /** For each stretch another one that it hangs together with, nearer to the root of its tree; for a root itself. */
  readonly parents: number[];
}

/** @param reach how many pixels beside each other stretches may begin and end and still touch */
function joinedStretches(mask: Uint8Array, width: number, reach: 0 | 1): JoinedStretches {
  const starts: number[] = [];
  const ends: number[] = [];
  const parents: number[] = [];
  let above = 0;
  for (let start = mask.indexOf(1); start >= 0; start = mask.indexOf(1, ends[ends.length - 1])) {
    const row = start - (start % width);
    const zero = mask.indexOf(0, start);
    const end = zero < 0 ? row + width : Math.min(zero, row + width);
    const own = starts.length;
    starts.push(start);
    ends.push(end);
    parents.push(own);
    while (starts[above] < row - width || ends[above] + width + reach <= start) above++;
    for (let n = above; starts[n] < row && starts[n] + width < end + reach; n++) {
      parents[rootOf(parents, n)] = rootOf(parents, own);
    }
  }
  return { starts, ends, parents };
}

function rootOf(parents: number[], n: number): number {
  let root = n;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]];
    root = parents[root];
  }
  return root;
}
