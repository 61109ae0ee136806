import { OriginalFileError } from './original-file-error';
import { describe, isKind, type PickledList, type PickledObject, type PickleValue } from './pickle-value';

/**
 * Reads the attributes of a pickled object: each question says what the answer must be, and a wrong one is refused with
 * the byte where the object begins. Attributes nobody asks for are what the program kept from its last batch.
 */
export class ObjectReader {
  readonly #object: PickledObject;

  constructor(object: PickledObject) {
    this.#object = object;
  }

  /** The byte where the object begins. */
  get at(): number {
    return this.#object.at;
  }

  get className(): string {
    return this.#object.name;
  }

  /** An attribute, or nothing where the object has none of that name. */
  get(name: string): PickleValue | undefined {
    return this.#object.state?.get(name);
  }

  /** @throws OriginalFileError where the attribute is no finite number, or is missing and there is no `fallback`. */
  number(name: string, fallback?: number): number {
    const value = this.get(name) ?? fallback;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.fault(name, 'a finite number');
    return value;
  }

  /** @throws OriginalFileError where the attribute is no list. */
  list(name: string): PickledList {
    const value = this.get(name);
    if (!isKind(value, 'list')) throw this.fault(name, 'a list');
    return value;
  }

  /**
   * An object, or nothing where the attribute is None or missing.
   * @throws OriginalFileError where it is anything else.
   */
  part(name: string): ObjectReader | undefined {
    const value = this.get(name) ?? null;
    if (value === null) return undefined;
    if (!isKind(value, 'object')) throw this.fault(name, 'an object or None');
    return new ObjectReader(value);
  }

  /** What is wrong with an attribute. */
  fault(name: string, expected: string): OriginalFileError {
    return new OriginalFileError(
      this.at,
      `the ${name} of ${this.className} should be ${expected}, got ${describe(this.get(name))}`,
    );
  }
}
