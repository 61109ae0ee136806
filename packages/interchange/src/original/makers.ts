import type { ObjectReader } from './object-reader';
import { makeFrom, OriginalFileError } from './original-file-error';

/** By the names of the program's classes, what makes core's counterpart of an object. */
export type Makers<T> = Readonly<Record<string, (object: ObjectReader) => T>>;

/**
 * What makes core's counterpart of any object of a kind.
 * @returns a function that throws an OriginalFileError where the object is of another kind, or an option is wrong
 */
export function makerOf<T>(kind: string, makers: Makers<T>): (object: ObjectReader) => T {
  return (object) => {
    const { at, className } = object;
    const make = Object.hasOwn(makers, className) ? makers[className] : undefined;
    if (!make) {
      const known = Object.keys(makers).join(', ');
      throw new OriginalFileError(at, `${className} is no ${kind}: known are ${known}`);
    }
    return makeFrom(at, className, () => make(object));
  };
}
