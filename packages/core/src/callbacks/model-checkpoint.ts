import { UserError } from '../errors';
import { writeFileAtomically } from '../files';
import type { CallbackMemory, Callbacks, RunningTraining } from '../model/callbacks';
import type { EpochRecord } from '../model/history';
import type { Sequential } from '../model/sequential';
import type { Tensor } from '../tensor/tensor';
import { BestSoFar, type MonitorOptions } from './monitor';
import { recallNumber, rememberNumbers } from './remember';

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Where the model of the best epoch so far goes, if anywhere. */
  best?: string;
  /** Where the model of the last epoch so far goes, if anywhere. */
  last?: string;
}

/**
 * Saves the model while it is being trained: at its best, at its last, or both. The files are models, ready to predict;
 * what a training needs to go on is in those of `CheckpointFile`.
 *
 * @example
 * const callbacks = [new ModelCheckpoint({ best: 'best.safetensors', monitor: 'validationAccuracy' })];
 */
export class ModelCheckpoint implements Callbacks {
  readonly memory: CallbackMemory;
  readonly #best: BestSoFar;
  readonly #bestPath: string | undefined;
  readonly #lastPath: string | undefined;
  #model: Sequential | undefined;

  /** @throws UserError where an option is out of range, or there is no file to write. */
  constructor(options: ModelCheckpointOptions) {
    this.#best = new BestSoFar(options, 'ModelCheckpoint');
    this.#bestPath = options.best;
    this.#lastPath = options.last;
    if (this.#bestPath === undefined && this.#lastPath === undefined) {
      throw new UserError('ModelCheckpoint: say where the best or the last model goes');
    }
    this.memory = {
      name: 'ModelCheckpoint',
      save: () => rememberNumbers({ best: this.#best.value }),
      restore: (tensors: ReadonlyMap<string, Tensor>) => {
        this.#best.value = recallNumber(tensors, 'best');
      },
    };
  }

  trainBegin({ model }: RunningTraining): void {
    this.#model = model;
  }

  /** @throws UserError where a file cannot be written; the old one is then untouched. */
  async epochEnd(record: EpochRecord): Promise<void> {
    if (!this.#model) return;
    const model = this.#model.save();
    if (this.#bestPath !== undefined && this.#best.isBeatenBy(record)) {
      await writeFileAtomically(this.#bestPath, model);
    }
    if (this.#lastPath !== undefined) await writeFileAtomically(this.#lastPath, model);
  }
}
