import { closest, distance } from 'fastest-levenshtein';
import { wordsIn } from './help-text';

/** What share of a word's letters may be wrong. */
const shareOfWrongLetters = 0.4;

/**
 * What somebody may have meant by words that a command does not know: the nearest of its flags or commands.
 * @param unknown as they were typed, without dashes
 * @param help the help text of the command
 */
export function suggestionFor(unknown: readonly string[], help: string): string {
  const { flags, commands } = wordsIn(help);
  const known = new Map([...flags, ...commands].map((word) => [word.replace(/^--/, ''), word]));
  const meant = unknown.flatMap((word) => {
    const nearest = closest(word, [...known.keys()]);
    const wrong = distance(word, nearest);
    return wrong <= Math.ceil(nearest.length * shareOfWrongLetters) ? [known.get(nearest)] : [];
  });
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' and ')}?`;
}
