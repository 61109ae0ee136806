import { UserError } from './errors';

/** Checks of options: each returns the value it was given, or throws a sentence that begins with `what` it was. */

/** @throws UserError where the value is no whole number > 0. */
export function checkPositiveInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value) || value < 1) throw fault(what, 'a whole number > 0', value);
  return value;
}

/** @throws UserError where the value is no whole number ≥ 0. */
export function checkNaturalNumber(value: number, what: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw fault(what, 'a whole number ≥ 0', value);
  return value;
}

/** @throws UserError where the value is no whole number from 0 to 2^32 − 1. */
export function checkSeed(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
    throw fault(what, `a whole number from 0 to ${2 ** 32 - 1}`, value);
  }
  return value;
}

/** @throws UserError where the value is no finite number > 0. */
export function checkPositive(value: number, what: string): number {
  if (!Number.isFinite(value) || value <= 0) throw fault(what, 'a number > 0', value);
  return value;
}

/** @throws UserError where the value is no finite number ≥ 0. */
export function checkNonNegative(value: number, what: string): number {
  if (!Number.isFinite(value) || value < 0) throw fault(what, 'a number ≥ 0', value);
  return value;
}

/** @throws UserError where the value is not in [0, 1). */
export function checkFraction(value: number, what: string): number {
  if (!(value >= 0 && value < 1)) throw fault(what, 'a number from 0 up to, not including, 1', value);
  return value;
}

/** @throws UserError where the value is not in [0, 1]. */
export function checkProbability(value: number, what: string): number {
  return checkBetween(value, 0, 1, what);
}

/** @throws UserError where the value is not in [low, high]. */
export function checkBetween(value: number, low: number, high: number, what: string): number {
  if (!(value >= low && value <= high)) throw fault(what, `a number from ${low} to ${high}`, value);
  return value;
}

/** @throws UserError where the value is no finite number. */
export function checkFinite(value: number, what: string): number {
  if (!Number.isFinite(value)) throw fault(what, 'a finite number', value);
  return value;
}

/** @throws UserError where the value is none of the choices. */
export function checkChoice<T extends string>(value: string, choices: readonly T[], what: string): T {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw fault(what, `one of ${choices.join(', ')}`, value);
  return choice;
}

function fault(what: string, expected: string, value: unknown): UserError {
  return new UserError(
    `${what} must be ${expected}, got ${typeof value === 'string' ? `"${value}"` : value}`,
  );
}
