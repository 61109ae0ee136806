export { importOriginal } from './import-original';
export { OriginalFileError } from './original-file-error';
export type { OriginalImport, OriginalImportOptions } from './original-import';
