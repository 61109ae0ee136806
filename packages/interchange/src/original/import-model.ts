import { type Layer, Model, Rescale } from '@fmnist/core';
import { type DenseSource, readDense } from './dense-source';
import type { FloatArrays } from './float-arrays';
import { checkLayerCount } from './layer-limit';
import { makeAccuracy, makeDense, makeLayer, makeLoss } from './model-parts';
import { conversionNotes, PIXEL_SCALE, rescaleNote } from './notes';
import { ObjectReader } from './object-reader';
import { makeOptimizer, readOptimizerState } from './optimizer-parts';
import { OriginalFileError } from './original-file-error';
import type { OriginalImport, OriginalImportOptions } from './original-import';
import { describe, isKind, type PickledObject } from './pickle-value';

interface Layers {
  readonly all: readonly Layer[];
  readonly trainable: readonly { readonly reader: ObjectReader; readonly source: DenseSource }[];
}

/**
 * A model from a `.model` file: the program's `Model` object (the book's chapter 18), with `layers`, `loss`,
 * `optimizer` and `accuracy`. What it kept of its last batch is left behind.
 *
 * @throws OriginalFileError where a part is missing, of another kind, or contradicts another.
 */
export function importModel(
  object: PickledObject,
  arrays: FloatArrays,
  options: OriginalImportOptions,
): OriginalImport {
  const reader = new ObjectReader(object);
  const { all, trainable } = readLayers(reader, arrays);
  const [lossPart, accuracyPart, optimizerPart] = ['loss', 'accuracy', 'optimizer'].map((name) =>
    reader.part(name),
  );
  const loss = lossPart && makeLoss(lossPart);
  const accuracy = accuracyPart && makeAccuracy(accuracyPart);
  const optimizer = optimizerPart && makeOptimizer(optimizerPart);
  const optimizerState = optimizer && readOptimizerState(optimizer, trainable, arrays);
  const fits = !loss || !accuracy || loss.targets === accuracy.targets;

  const model = new Model({ ...(options.labels && { labels: options.labels }) });
  model.add(new Rescale(PIXEL_SCALE));
  for (const layer of all) model.add(layer);
  model.set({
    ...(loss && { loss }),
    ...(accuracy && fits && { accuracy }),
    ...(optimizer && { optimizer }),
  });
  model.finalize();
  if (optimizerState) model.setOptimizerState(optimizerState);
  return {
    kind: 'model',
    model,
    notes: [...conversionNotes(arrays), rescaleNote, ...(fits ? [] : [unsuitedNote(accuracyPart, lossPart)])],
  };
}

function unsuitedNote(accuracy: ObjectReader | undefined, loss: ObjectReader | undefined): string {
  return `The file’s ${accuracy?.className} does not suit its ${loss?.className}: the accuracy that suits was taken.`;
}

function readLayers(model: ObjectReader, arrays: FloatArrays): Layers {
  const { items, at } = model.list('layers');
  checkLayerCount(items.length, at);
  const seen = new Set<PickledObject>();
  const all: Layer[] = [];
  const trainable: { reader: ObjectReader; source: DenseSource }[] = [];
  for (const item of items) {
    if (!isKind(item, 'object')) {
      throw new OriginalFileError(
        at,
        `layer ${all.length + 1} of the model should be an object, got ${describe(item)}`,
      );
    }
    if (seen.has(item)) throw new OriginalFileError(item.at, `this ${item.name} is in the model twice`);
    seen.add(item);
    const reader = new ObjectReader(item);
    if (item.name === 'Layer_Dense') {
      const before = trainable.map(({ source }) => source);
      const source = readDense(reader.get('weights'), reader.get('biases'), before, reader.at, arrays);
      trainable.push({ reader, source });
      all.push(makeDense(reader, source));
    } else {
      all.push(makeLayer(reader));
    }
  }
  if (trainable.length === 0) throw new OriginalFileError(at, 'the model has no dense layer');
  return { all, trainable };
}
