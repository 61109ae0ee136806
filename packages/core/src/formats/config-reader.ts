import { UserError } from '../errors';
import { isPlainObject } from './plain-object';

/** Deeper than a config is with as many layers inside of each other as there may be, and no danger to the stack. */
const MAX_DEPTH = 32;

/**
 * Reads plain data that came from outside, field by field: each question says what the answer must be, and a wrong one
 * is refused with the path to it. Also refuses fields nobody asked for, once {@link finish} is called.
 *
 * @example
 * const config = new ConfigReader(JSON.parse(text), 'config');
 * config.number('learningRate'); // or: config.learningRate must be a finite number, got "fast"
 */
export class ConfigReader {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #asked = new Set<string>();
  readonly #depth: number;

  /**
   * @param depth how many objects the value is inside of
   * @throws UserError where the value is no object, or too deep.
   */
  constructor(
    value: unknown,
    readonly path: string,
    depth = 0,
  ) {
    if (depth > MAX_DEPTH) throw new UserError(`${path} is nested deeper than ${MAX_DEPTH}, as no model is`);
    this.#depth = depth;
    if (!isPlainObject(value)) {
      throw new UserError(`${path} must be an object, got ${show(value)}`);
    }
    this.#fields = new Map(Object.entries(value));
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  /** @throws UserError where the field is no finite number. */
  number(name: string): number {
    const value = this.#get(name);
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw this.#fault(name, 'a finite number', value);
    return value;
  }

  /** @throws UserError where the field is no whole number ≥ 0. */
  naturalNumber(name: string): number {
    const value = this.#get(name);
    if (!Number.isSafeInteger(value) || Number(value) < 0) {
      throw this.#fault(name, 'a whole number ≥ 0', value);
    }
    return Number(value);
  }

  /** @throws UserError where the field is no string. */
  string(name: string): string {
    const value = this.#get(name);
    if (typeof value !== 'string') throw this.#fault(name, 'a string', value);
    return value;
  }

  /** @throws UserError where the field is neither true nor false. */
  boolean(name: string): boolean {
    const value = this.#get(name);
    if (typeof value !== 'boolean') throw this.#fault(name, 'true or false', value);
    return value;
  }

  /** @throws UserError where the field is none of the choices. */
  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.#get(name);
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw this.#fault(name, `one of ${choices.join(', ')}`, value);
    return choice;
  }

  /** @throws UserError where the field is no list of whole numbers > 0. */
  shape(name: string): number[] {
    return this.#list(
      name,
      'whole numbers > 0',
      (item): item is number => Number.isSafeInteger(item) && Number(item) > 0,
    );
  }

  /** @throws UserError where the field is no list of strings. */
  strings(name: string): string[] {
    return this.#list(name, 'strings', (item): item is string => typeof item === 'string');
  }

  /** @throws UserError where the field is no object. */
  object(name: string): ConfigReader {
    return new ConfigReader(this.#get(name), `${this.path}.${name}`, this.#depth + 1);
  }

  /** @throws UserError where the field is no list of objects. */
  objects(name: string): ConfigReader[] {
    const value = this.#get(name);
    if (!Array.isArray(value)) throw this.#fault(name, 'a list', value);
    return value.map(
      (item: unknown, index) => new ConfigReader(item, `${this.path}.${name}[${index}]`, this.#depth + 1),
    );
  }

  /** @throws UserError where there is a field that was never asked for. */
  finish(): void {
    for (const name of this.#fields.keys()) {
      if (!this.#asked.has(name)) throw new UserError(`${this.path} has an unknown field "${name}"`);
    }
  }

  #list<T>(name: string, kind: string, isItem: (item: unknown) => item is T): T[] {
    const value = this.#get(name);
    if (!Array.isArray(value) || !value.every(isItem)) throw this.#fault(name, `a list of ${kind}`, value);
    return value;
  }

  #get(name: string): unknown {
    this.#asked.add(name);
    return this.#fields.get(name);
  }

  #fault(name: string, expected: string, value: unknown): UserError {
    return new UserError(`${this.path}.${name} must be ${expected}, got ${show(value)}`);
  }
}

/** A value as short text. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (isPlainObject(value)) return 'an object';
  if (Array.isArray(value)) return 'a list';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
