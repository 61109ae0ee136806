export { exportJson, JSON_FORMAT_VERSION } from './export-json';
export { importJson } from './import-json';
