import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { isShippedName } from '@fmnist/models';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics';
import { listModelsFolder, type ModelFile } from './list-models-folder';
import { loadShipped } from './load-shipped';
import type { ModelRegistry } from './model-registry';

/**
 * Lets the newest version of each model in a folder answer, and looks again and again for what has changed. It looks,
 * instead of asking the system to be told: folders of containers are often of file systems that tell nothing.
 */
export class ModelsFolder {
  readonly #folder: string;
  readonly #registry: ModelRegistry;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  /** Stamps of the versions that answer, by names. */
  readonly #served = new Map<string, ModelFile>();
  readonly #refused = new Set<string>();
  /** What was there when last looked at: a file that is still being written looks different the next time. */
  #seen = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(folder: string, registry: ModelRegistry, log: Logger, metrics: Metrics) {
    this.#folder = folder;
    this.#registry = registry;
    this.#log = log;
    this.#metrics = metrics;
  }

  /** Loads what is there. @throws UserError where the folder cannot be read. */
  async load(): Promise<void> {
    try {
      await this.#update(await listModelsFolder(this.#folder), true);
    } catch (error) {
      if (error instanceof Error && 'code' in error) {
        const reason = error.code === 'ENOENT' ? 'there is no such folder' : error.message;
        throw new UserError(`MODELS_DIR cannot be read: ${this.#folder}: ${reason}`, { cause: error });
      }
      throw error;
    }
  }

  /** Looks every so often, until it is closed. */
  watch(everyMs: number): void {
    this.#timer = setTimeout(async () => {
      try {
        await this.#update(await listModelsFolder(this.#folder), false);
      } catch (error) {
        this.#log.warn({ err: error }, 'the folder of models cannot be read; models stay as they are');
      }
      if (!this.#isClosed) this.watch(everyMs);
    }, everyMs);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #update(found: ReadonlyMap<string, readonly ModelFile[]>, isStart: boolean): Promise<void> {
    const before = this.#seen;
    this.#seen = new Set([...found].flatMap(([name, files]) => files.map(({ stamp }) => `${name}/${stamp}`)));
    for (const [name, files] of found) {
      await this.#updateModel(name, files, ({ stamp }) => isStart || before.has(`${name}/${stamp}`));
    }
    for (const name of [...this.#served.keys()]) if (!found.has(name)) await this.#letGo(name);
  }

  async #updateModel(
    name: string,
    files: readonly ModelFile[],
    isWhole: (file: ModelFile) => boolean,
  ): Promise<void> {
    const served = this.#served.get(name);
    for (const file of files) {
      // Also where this version's file was replaced by a broken one: what was loaded from it goes on.
      const isRefused = this.#refused.has(`${name}/${file.stamp}`);
      if (file.stamp === served?.stamp || (isRefused && file.version === served?.version)) return;
      if (isRefused) continue;
      if (!isWhole(file)) return;
      if (await this.#serve(name, file)) return;
      if (file.version === served?.version) return;
    }
  }

  async #serve(name: string, file: ModelFile): Promise<boolean> {
    try {
      const bytes = await readFileOrExplain(file.path, 'model');
      await this.#registry.put(name, file.version, 'folder', bytes);
    } catch (error) {
      this.#refused.add(`${name}/${file.stamp}`);
      this.#metrics.loaded(name, 'refused');
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.error({ model: name, version: file.version, reason }, 'a model was refused');
      return false;
    }
    this.#served.set(name, file);
    this.#metrics.loaded(name, 'loaded');
    this.#log.info({ model: name, version: file.version }, 'a model answers');
    return true;
  }

  /** The folder has the model no more. Whoever names none must be answered all the same. */
  async #letGo(name: string): Promise<void> {
    if (isShippedName(name)) {
      await loadShipped(this.#registry, name);
      this.#log.info({ model: name }, 'the model that is shipped answers again');
    } else if (name === this.#registry.defaultName) {
      this.#log.warn({ model: name }, 'the default model is gone from the folder; what is loaded goes on');
    } else {
      await this.#registry.remove(name);
      this.#log.info({ model: name }, 'a model answers no more');
    }
    this.#served.delete(name);
  }
}
