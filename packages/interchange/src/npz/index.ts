export { exportNpz } from './export-npz';
export { readNpz, writeNpz } from './npz';
