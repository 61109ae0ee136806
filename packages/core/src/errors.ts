import { printable } from './printable';

/** A message is for a person to read. */
const LONGEST = 4000;

/**
 * The base of every error whose message is written for the person who caused it: a sentence that says what was
 * expected, what was found, where, and what to do. Programs show its message and no stack trace.
 *
 * A message may quote what came from outside, as names in a file: characters that would steer a terminal are shown as
 * escapes, and after 4,000 characters it ends.
 */
export class UserError extends Error {
  override name = 'UserError';

  constructor(message: string, options?: ErrorOptions) {
    const text = printable(message);
    super(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text, options);
  }
}
