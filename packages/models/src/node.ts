/** What this package does with files in Node. Everything else runs anywhere. */
export { readShippedModel } from './shipped/read-shipped-model';
