/** The models whose trained weights come with this package, from small and quick to large and good. */
export const shippedNames = ['mlp', 'cnn-small', 'cnn'] as const;
/** One of {@link shippedNames}. */
export type ShippedName = (typeof shippedNames)[number];

/** Whether a word names a model that comes with this package. */
export function isShippedName(word: string): word is ShippedName {
  return shippedNames.some((name) => name === word);
}
