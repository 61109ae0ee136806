import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import { type Classifier, explain } from '@fmnist/models';
import { UsageError } from '../../flags';
import { userPath } from '../../paths';
import type { Prediction } from '../classify-pictures';
import { STDIN } from '../find-pictures';
import { explanationImage } from './explanation-image';

/** What the names of explanations end in: nobody else's files do. */
const ENDING = '.explained.png';

/** Writes an image for each prediction that explains it. */
export class Explainer {
  readonly #classifier: Classifier;
  readonly #target: string;
  readonly #isFile: boolean;
  readonly #taken = new Set<string>();

  /**
   * @param target a PNG file for one picture, or a folder
   * @param pictures how many pictures there are
   * @throws UsageError where one file is to explain several pictures; UserError where it is there already.
   */
  constructor(classifier: Classifier, target: string, pictures: number) {
    this.#classifier = classifier;
    this.#target = target;
    this.#isFile = extname(target).toLowerCase() === '.png';
    if (this.#isFile && pictures > 1) {
      throw new UsageError(
        `--explain ${target} has room for one picture, but there are ${pictures}: name a folder`,
      );
    }
    // A file that was meant to be looked at must not be lost because it came behind --explain.
    if (this.#isFile && !target.endsWith(ENDING) && existsSync(userPath(target))) {
      throw new UserError(`${target} is there already: remove it, or have --explain write elsewhere`);
    }
  }

  /** Explains a prediction. @returns the name of the image @throws UserError where it cannot be written. */
  async write({ file, pixels, shown }: Prediction): Promise<string> {
    const explanation = await explain(this.#classifier, pixels, { class: shown.class });
    const name = this.#isFile ? this.#target : this.#nameIn(this.#target, file);
    await writeFileAtomically(userPath(name), await explanationImage(explanation, pixels, file));
    return name;
  }

  /** A name in a folder, for each picture another. */
  #nameIn(folder: string, file: string): string {
    const base = file === STDIN ? 'stdin' : basename(file, extname(file));
    let name = join(folder, base + ENDING);
    for (let copy = 2; this.#taken.has(name); copy++) name = join(folder, `${base}-${copy}${ENDING}`);
    this.#taken.add(name);
    return name;
  }
}
