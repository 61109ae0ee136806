import type { Prediction } from '../classify-pictures';

/** A prediction with what was made of it beside. */
export interface Told extends Prediction {
  /** The image that explains it, where there is one. */
  readonly explanation: string | undefined;
}

/** A way of writing predictions down. */
export interface Form {
  /** What comes before all of them: whole lines, or nothing. */
  readonly head: string;
  /** A prediction: whole lines. */
  tell(prediction: Told): string;
}

/** Which classes are told of beside the likeliest. */
export interface Detail {
  /** The names of all classes. */
  readonly labels: readonly string[];
  /** How many of the likeliest; nothing where it was not asked for. */
  readonly top: number | undefined;
  readonly all: boolean;
}

/** A probability for people: `98.6%`. */
export function percent(probability: number): string {
  return `${(100 * probability).toFixed(1)}%`;
}
