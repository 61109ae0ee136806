import { basename, dirname } from 'node:path';
import { CHECKPOINT_FILE, userPath } from '../paths';

/** The folder of a run that was named, by itself or by the checkpoint in it. */
export function runFolderOf(named: string): string {
  const path = userPath(named);
  return basename(path) === CHECKPOINT_FILE ? dirname(path) : path;
}
