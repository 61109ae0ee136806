import type { Average } from '@fmnist/core';
import { userPath } from './paths';

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What a flag's text must be, to become a number. */
interface Range {
  readonly whole: boolean;
  readonly min: number;
  readonly max?: number;
  readonly says: string;
}

export const positiveInteger = numberFlag({ whole: true, min: 1, says: 'a whole number > 0' });
export const naturalNumber = numberFlag({ whole: true, min: 0, says: 'a whole number ≥ 0' });
export const seedNumber = numberFlag({
  whole: true,
  min: 0,
  max: 2 ** 32 - 1,
  says: 'a whole number from 0 to 4294967295',
});
export const positiveNumber = numberFlag({ whole: false, min: Number.MIN_VALUE, says: 'a number > 0' });
export const nonNegativeNumber = numberFlag({ whole: false, min: 0, says: 'a number ≥ 0' });
export const fraction = numberFlag({
  whole: false,
  min: Number.MIN_VALUE,
  max: 1 - Number.EPSILON,
  says: 'a number between 0 and 1',
});
export const share = numberFlag({ whole: false, min: 0, max: 1, says: 'a number from 0 to 1' });

/** Widths of hidden layers: `128,128`, or `none`. */
export function layerWidths(name: string): (text: unknown) => number[] {
  return (text) => {
    if (text === 'none') return [];
    return single(name, text)
      .split(',')
      .map((width) => positiveInteger(name)(width));
  };
}

const averages: readonly Average[] = ['flip', 'shifts'];

/** What else of a picture is looked at: `flip`, `shifts`, or both. */
export const averageFlag = {
  describe: 'Average over other views of each picture: flip, shifts (by a pixel), or flip,shifts',
  type: 'string',
  coerce: (text: unknown): readonly Average[] | undefined => {
    if (text === undefined) return undefined;
    return single('average', text)
      .split(',')
      .map((name) => {
        const average = averages.find((each) => each === name);
        if (!average) throw new UsageError(`--average must be flip, shifts or flip,shifts, got "${text}"`);
        return average;
      });
  },
} as const;

/** What data set to take. */
export const dataFlag = {
  describe:
    'Folder with your own data set: pictures, a folder for each class, or IDX files [default: Fashion-MNIST]',
  type: 'string',
  coerce: (value: unknown) => optional(path('data'))(value),
} as const;

/** What data set to take of a run. */
export const runDataFlag = {
  ...dataFlag,
  describe:
    'Folder with the run’s data set, where it is not where it was [default: the data it was trained on]',
} as const;

/** A number of threads, or `auto`. */
export function threadCount(name: string): (text: unknown) => number | 'auto' {
  return (text) => (text === 'auto' ? 'auto' : positiveInteger(name)(text));
}

/** A makes-sense check for flags that take one text. */
export function text(name: string): (value: unknown) => string {
  return (value) => single(name, value);
}

/** A file or folder, as the caller means it from where they called. */
export function path(name: string): (value: unknown) => string {
  return (value) => userPath(single(name, value));
}

/** A name that a folder can have on every system. */
export function runName(name: string): (value: unknown) => string {
  return (value) => {
    const given = single(name, value);
    if (!/^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u.test(given) || given.endsWith('.')) {
      throw new UsageError(
        `--${name} must be of letters, digits, "_", "-" and ".", begin with neither of the last two and not end in ".", got "${given}"; --out takes any folder`,
      );
    }
    return given;
  };
}

/** How often to save: every so many epochs, every so many minutes, or neither. */
export interface CheckpointInterval {
  readonly everyEpochs?: number;
  readonly everyMinutes?: number;
}

/** `2` for epochs, `5m` for minutes, or `never`. */
export function parseInterval(name: string, interval: string): CheckpointInterval {
  if (interval === 'never') return {};
  const [, number, unit] = /^([\d.]+)(m?)$/.exec(interval) ?? [];
  const value = Number(number);
  if (unit === 'm' && value > 0) return { everyMinutes: value };
  if (unit === '' && value > 0 && Number.isSafeInteger(value)) return { everyEpochs: value };
  throw new UsageError(
    `--${name} must be a number of epochs ("2"), of minutes ("5m"), or "never", got "${interval}"`,
  );
}

/** A text that {@link parseInterval} takes. */
export function checkpointInterval(name: string): (text: unknown) => string {
  return (text) => {
    const interval = single(name, text);
    parseInterval(name, interval);
    return interval;
  };
}

/** A flag that may be left out. */
export function optional<T>(parse: (value: unknown) => T): (value: unknown) => T | undefined {
  return (value) => (value === undefined ? undefined : parse(value));
}

function numberFlag({ whole, min, max = Number.MAX_VALUE, says }: Range) {
  return (name: string) =>
    (value: unknown): number => {
      const given = single(name, value);
      const number = Number(given);
      const fits = Number.isFinite(number) && number >= min && number <= max;
      if (given.trim() === '' || !fits || (whole && !Number.isSafeInteger(number))) {
        throw new UsageError(`--${name} must be ${says}, got "${given}"`);
      }
      return number;
    };
}

function single(name: string, value: unknown): string {
  if (Array.isArray(value)) throw new UsageError(`--${name} is given more than once`);
  if (value === undefined || value === '' || value === true) throw new UsageError(`--${name} needs a value`);
  return String(value);
}
