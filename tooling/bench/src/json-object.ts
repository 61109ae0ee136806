/** JSON that came from another process and is not what was agreed on. */
export class UnexpectedJsonError extends Error {
  override name = 'UnexpectedJsonError';
}

/** A JSON object whose fields are checked when they are read. */
export class JsonObject {
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(
    value: unknown,
    private readonly what: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new UnexpectedJsonError(`${what} must be a JSON object, got ${JSON.stringify(value)}`);
    }
    this.#fields = new Map(Object.entries(value));
  }

  /** @throws UnexpectedJsonError where the text is no JSON object. */
  static parse(text: string, what: string): JsonObject {
    try {
      return new JsonObject(JSON.parse(text), what);
    } catch (error) {
      if (error instanceof UnexpectedJsonError) throw error;
      throw new UnexpectedJsonError(`${what} must be JSON, got "${text.slice(0, 200)}"`);
    }
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  number(name: string): number {
    const value = this.#fields.get(name);
    if (typeof value !== 'number') throw this.#fault(name, 'a number');
    return value;
  }

  string(name: string): string {
    const value = this.#fields.get(name);
    if (typeof value !== 'string') throw this.#fault(name, 'a string');
    return value;
  }

  boolean(name: string): boolean {
    const value = this.#fields.get(name);
    if (typeof value !== 'boolean') throw this.#fault(name, 'true or false');
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.#fields.get(name);
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw this.#fault(name, `one of ${choices.join(', ')}`);
    return choice;
  }

  numbers(name: string): number[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.#fault(name, 'a list');
    return value.map((item: unknown) => {
      if (typeof item !== 'number') throw this.#fault(name, 'a list of numbers');
      return item;
    });
  }

  numberLists(name: string): number[][] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.#fault(name, 'a list');
    return value.map((_, index) => new JsonObject({ [index]: value[index] }, name).numbers(String(index)));
  }

  strings(name: string): string[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.#fault(name, 'a list');
    return value.map((item: unknown) => {
      if (typeof item !== 'string') throw this.#fault(name, 'a list of strings');
      return item;
    });
  }

  object(name: string): JsonObject {
    return new JsonObject(this.#fields.get(name), `${this.what}: ${name}`);
  }

  objects(name: string): JsonObject[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.#fault(name, 'a list');
    return value.map((item: unknown, index) => new JsonObject(item, `${this.what}: ${name}[${index}]`));
  }

  /** The object as it was read. */
  toJSON(): object {
    return Object.fromEntries(this.#fields);
  }

  #fault(name: string, expected: string): UnexpectedJsonError {
    return new UnexpectedJsonError(
      `${this.what}: ${name} must be ${expected}, got ${JSON.stringify(this.#fields.get(name))}`,
    );
  }
}
