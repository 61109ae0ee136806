import { HttpError } from '../http/http-error';
import type { Batcher } from '../inference/batcher';
import type { ModelHost } from '../inference/model-host';
import type { ServedModel } from './served-model';

/** The models that answer, one version of each. */
export class ModelRegistry {
  readonly #host: ModelHost;
  readonly #batcher: Batcher;
  readonly #models = new Map<string, ServedModel>();
  readonly defaultName: string;
  #count = 0;

  /** @param defaultName which model answers whoever names none */
  constructor(host: ModelHost, batcher: Batcher, defaultName: string) {
    this.#host = host;
    this.#batcher = batcher;
    this.defaultName = defaultName;
  }

  /** All models, by name. */
  list(): ServedModel[] {
    return [...this.#models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.#models.has(name);
  }

  /**
   * The model of a name, now: who asks it must do so before anything else can happen.
   * @throws HttpError 404 where there is none, or none of that version.
   */
  get(name: string = this.defaultName, version?: string): ServedModel {
    const model = this.#models.get(name);
    if (!model) throw new HttpError(404, 'no_such_model', `There is no model ${JSON.stringify(name)}`);
    if (version !== undefined && version !== model.version) {
      const message = `There is no version ${JSON.stringify(version)} of ${name}; version ${model.version} is served`;
      throw new HttpError(404, 'no_such_version', message);
    }
    return model;
  }

  /**
   * Loads a version of a model, tries it, and lets it answer instead of the one that did so far, whose last answers are
   * waited for before it goes.
   * @throws UserError where the file is broken; the one that answered so far goes on.
   */
  async put(
    name: string,
    version: string,
    source: ServedModel['source'],
    bytes: Uint8Array,
  ): Promise<ServedModel> {
    const key = `${name}/${version}#${++this.#count}`;
    const facts = await this.#host.load(key, bytes);
    const model: ServedModel = { name, version, key, source, ...facts };
    const before = this.#models.get(name);
    this.#models.set(name, model);
    if (before) await this.#release(before);
    return model;
  }

  /** Lets a model answer no more. */
  async remove(name: string): Promise<void> {
    const model = this.#models.get(name);
    this.#models.delete(name);
    if (model) await this.#release(model);
  }

  async #release({ key }: ServedModel): Promise<void> {
    await this.#batcher.drained(key);
    await this.#host.unload(key);
  }
}
