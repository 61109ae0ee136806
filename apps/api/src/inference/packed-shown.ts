import type { Shown } from './inference-task';

/** What pictures show, on its way between threads: arrays of numbers are copied in a fraction of the time that objects take. */
export interface PackedShown {
  /** The class of each picture. */
  readonly classes: Int32Array;
  /** [pictures, classes] */
  readonly probabilities: Float64Array;
  /** 1 for pictures of no class; empty where the model does not tell. */
  readonly outOfDistribution: Uint8Array;
  /** For those pictures, by their indices, for which it was asked. */
  readonly saliencies: ReadonlyMap<number, Uint8Array>;
}

/** Makes of what pictures show, all by one model, what threads send each other. */
export function packShown(shown: readonly Shown[]): PackedShown {
  const tells = shown.some(({ outOfDistribution }) => outOfDistribution !== undefined);
  const saliencies = new Map<number, Uint8Array>();
  shown.forEach(({ saliency }, index) => {
    if (saliency) saliencies.set(index, saliency);
  });
  return {
    classes: Int32Array.from(shown, (each) => each.class),
    probabilities: Float64Array.from(shown.flatMap(({ probabilities }) => probabilities)),
    outOfDistribution: Uint8Array.from(tells ? shown : [], (each) => Number(each.outOfDistribution)),
    saliencies,
  };
}

/**
 * The other way, to the last bit.
 * @param labels the names of the model’s classes, in order
 */
export function unpackShown(packed: PackedShown, labels: readonly string[]): Shown[] {
  const { classes, probabilities, outOfDistribution, saliencies } = packed;
  return Array.from(classes, (best, index) => {
    const own = [...probabilities.subarray(index * labels.length, (index + 1) * labels.length)];
    const saliency = saliencies.get(index);
    return {
      class: best,
      label: labels[best],
      probability: own[best],
      probabilities: own,
      ...(outOfDistribution.length > 0 && { outOfDistribution: outOfDistribution[index] === 1 }),
      ...(saliency && { saliency }),
    };
  });
}
