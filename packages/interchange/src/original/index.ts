export { importOriginal } from './import-original';
export { OriginalFileError } from './original-file-error';
export type {
  OriginalImport,
  OriginalImportOptions,
  OriginalLayerState,
  OriginalOptimizerState,
} from './original-import';
