/**
 * The base of every error whose message is written for the person who caused it: a sentence that says what was
 * expected, what was found, where, and what to do. Programs show its message and no stack trace.
 */
export class UserError extends Error {
  override name = 'UserError';
}
