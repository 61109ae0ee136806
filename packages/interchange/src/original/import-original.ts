import { FloatArrays } from './float-arrays';
import { importModel } from './import-model';
import { importParameters } from './import-parameters';
import { OriginalFileError } from './original-file-error';
import type { OriginalImport, OriginalImportOptions } from './original-import';
import { describe, isKind } from './pickle-value';
import { unpickle } from './unpickle';

/**
 * Reads what the original NumPy program wrote: `fashion_mnist.parms`, its parameters, or `fashion_mnist.model`, the
 * whole model with its optimizer. Both are Python pickles (protocol 2 to 5, NumPy 1 or 2). Runs no code from the file:
 * what it names beside NumPy's arrays and the program's own classes (those of the book Neural Networks from Scratch) is
 * refused.
 *
 * @throws OriginalFileError with one sentence that says what is wrong and at which byte, or that the labels do not fit.
 * @example
 * const { model, notes } = importOriginal(await readFile('fashion_mnist.model'), { labels: fashionMnist.classNames });
 * console.log(notes.join('\n'));
 * console.log(await model.evaluate(test.images, test.labels));
 */
export function importOriginal(bytes: Uint8Array, options: OriginalImportOptions = {}): OriginalImport {
  const root = unpickle(bytes);
  const arrays = new FloatArrays(bytes.length);
  if (isKind(root, 'list')) return importParameters(root, arrays, options);
  if (isKind(root, 'object') && root.name === 'Model') return importModel(root, arrays, options);
  throw new OriginalFileError(
    typeof root === 'object' && root !== null ? root.at : 0,
    `the pickle holds ${describe(root)}, which is neither a list of parameters nor a Model`,
  );
}
