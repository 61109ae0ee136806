import { OriginalFileError } from './original-file-error';

/** Far more than anybody has stacked: a small file must not make many layers. */
const MAX_LAYERS = 1000;

/** @throws OriginalFileError where there are more layers than a real network has. */
export function checkLayerCount(count: number, at: number): void {
  if (count > MAX_LAYERS) {
    throw new OriginalFileError(at, `the network has ${count} layers, more than the ${MAX_LAYERS} allowed`);
  }
}
