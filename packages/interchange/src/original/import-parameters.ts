import {
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  type Layer,
  Model,
  ReLU,
  Rescale,
  Softmax,
} from '@fmnist/core';
import { type DenseSource, readDense } from './dense-source';
import type { FloatArrays } from './float-arrays';
import { checkLayerCount } from './layer-limit';
import { conversionNotes, PIXEL_SCALE, rescaleNote } from './notes';
import { OriginalFileError } from './original-file-error';
import type { OriginalImport, OriginalImportOptions } from './original-import';
import { describe, isKind, type PickledList } from './pickle-value';

/**
 * A model from a `.parms` file: a list of pairs (weights [inputs, outputs], biases [1, outputs]). The file tells no
 * layers, so they are those of the original program: dense ones with ReLU between and Softmax at the end.
 *
 * @throws OriginalFileError where the list holds anything else, or the shapes do not chain.
 */
export function importParameters(
  list: PickledList,
  arrays: FloatArrays,
  options: OriginalImportOptions,
): OriginalImport {
  checkLayerCount(list.items.length, list.at);
  const sources: DenseSource[] = [];
  for (const pair of list.items) {
    if (!isKind(pair, 'tuple') || pair.items.length !== 2) {
      throw new OriginalFileError(
        list.at,
        `item ${sources.length} of the list should be a pair of weights and biases, got ${describe(pair)}`,
      );
    }
    sources.push(readDense(pair.items[0], pair.items[1], sources, pair.at, arrays));
  }
  if (sources.length === 0) throw new OriginalFileError(list.at, 'the list of parameters is empty');

  const model = new Model({ ...(options.labels && { labels: options.labels }) });
  model.add(new Rescale(PIXEL_SCALE));
  sources.forEach((source, index) => {
    for (const layer of inferLayers(source, index === sources.length - 1)) model.add(layer);
  });
  model.set({ loss: new CategoricalCrossEntropy(), accuracy: new CategoricalAccuracy() });
  model.finalize();
  return {
    kind: 'parameters',
    model,
    notes: [...conversionNotes(arrays), architectureNote(sources), rescaleNote],
  };
}

function inferLayers({ weights, biases }: DenseSource, isLast: boolean): Layer[] {
  const dense = new Dense(weights.shape[0], weights.shape[1]);
  dense.setParameters(weights, biases);
  return [dense, isLast ? new Softmax() : new ReLU()];
}

function architectureNote(sources: readonly DenseSource[]): string {
  const widths = [sources[0].weights.shape[0], ...sources.map(({ biases }) => biases.size)].join('-');
  return (
    `A .parms file has no architecture: dense layers ${widths} with ReLU between and Softmax at the end ` +
    'were inferred from the shapes, with categorical cross-entropy as the loss, no regularizers and no optimizer.'
  );
}
