import type { ServedModel } from '../models/served-model';

/** What the one tensor is called that models take. */
export const INPUT_NAME = 'images';

/** What of a tensor clients learn before they send any; −1 stands for any number of pictures. */
export interface TensorFacts {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
}

/** The tensors a model gives. */
export function outputsOf({ labels, tellsNovelty }: ServedModel): TensorFacts[] {
  return [
    { name: 'probabilities', datatype: 'FP32', shape: [-1, labels.length] },
    { name: 'class', datatype: 'INT64', shape: [-1] },
    { name: 'label', datatype: 'BYTES', shape: [-1] },
    ...(tellsNovelty ? [{ name: 'out_of_distribution', datatype: 'BOOL', shape: [-1] }] : []),
  ];
}
