export { EarlyStopping, type EarlyStoppingOptions } from './early-stopping';
export { epochsAsCsv, epochsAsJsonLines } from './history-text';
export { type Monitor, type MonitorOptions, monitors } from './monitor';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduce-lr-on-plateau';
