/** What this package does with files in Node. Everything else runs anywhere. */
export { weightsSha256 } from './card/weights-hash';
export { readShippedModel } from './shipped/read-shipped-model';
