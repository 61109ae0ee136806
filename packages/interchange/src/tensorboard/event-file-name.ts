import { UserError } from '@fmnist/core';

/**
 * A name for an event file that TensorBoard finds: it looks for `tfevents`, and reads files of one folder in the order
 * of their names, so the time stands first.
 *
 * @param wallTimeSeconds when writing begins, in seconds since 1970
 * @param writer what tells files apart that begin in the same second, as a host’s name and a process’s number
 * @throws UserError where the time is no finite number ≥ 0, or the writer cannot be part of a file’s name.
 * @example eventFileName(1_700_000_000, 'laptop.4711'); // events.out.tfevents.1700000000.laptop.4711
 */
export function eventFileName(wallTimeSeconds: number, writer = 'fmnist'): string {
  if (!Number.isFinite(wallTimeSeconds) || wallTimeSeconds < 0) {
    throw new UserError(`An event file’s time must be a number of seconds ≥ 0, got ${wallTimeSeconds}`);
  }
  if (!/^[\w.-]+$/.test(writer)) {
    throw new UserError(
      `An event file’s writer must be of letters, digits, dots and dashes, got ${JSON.stringify(writer)}`,
    );
  }
  return `events.out.tfevents.${String(Math.floor(wallTimeSeconds)).padStart(10, '0')}.${writer}`;
}
