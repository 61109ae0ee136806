/** What core does with files in Node. Everything else runs anywhere. */
export { CheckpointFile, type CheckpointFileOptions } from './callbacks/checkpoint-file';
export { HistoryFile } from './callbacks/history-file';
export { ModelCheckpoint, type ModelCheckpointOptions } from './callbacks/model-checkpoint';
export { readFileOrExplain, writeFileAtomically } from './files';
