import { UserError } from '@fmnist/core';
import { Classifier, unpackModel } from '@fmnist/models';
import { fetchFile } from '../data/fetch-file';
import { keepModel, keptModel } from '../own-model/kept-model';
import { readModel } from '../own-model/read-model';
import type { ModelChoice } from '../state/page-state';

/** The models of the page: those of the site, each fetched once, and the one trained or loaded here. */
export class Models {
  readonly #shipped = new Map<ModelChoice, Promise<Classifier>>();
  #own: Classifier | undefined;
  #isOwnKept: Promise<boolean> = Promise.resolve(true);

  /** Takes a model for the visitor's own, and keeps it on this device where its file is given. */
  async setOwn(classifier: Classifier, file: Uint8Array | undefined): Promise<void> {
    this.#own = classifier;
    this.#isOwnKept = file ? keepModel(file) : Promise.resolve(true);
    await this.#isOwnKept;
  }

  /** Whether the visitor's own model is still there after the page was left: storage may be full. */
  isOwnKept(): Promise<boolean> {
    return this.#isOwnKept;
  }

  /** The visitor's own model. @throws UserError where there is none. */
  async getOwn(): Promise<Classifier> {
    const kept = this.#own ? undefined : await keptModel();
    if (kept) this.#own ??= readModel(kept, 'What was kept here');
    if (!this.#own) throw new UserError('There is no model of your own yet: train one, or load one');
    return this.#own;
  }

  /** @throws UserError where it is not to be had. */
  async get(choice: ModelChoice): Promise<Classifier> {
    if (choice === 'own') return this.getOwn();
    const known = this.#shipped.get(choice);
    if (known) return known;
    const loading = fetchFile(`models/${choice}.safetensors`).then(
      (bytes) => new Classifier(unpackModel(bytes)),
    );
    this.#shipped.set(choice, loading);
    // Another try may find the connection back.
    loading.catch(() => this.#shipped.delete(choice));
    return loading;
  }
}
