import { type Stats, statSync } from 'node:fs';

/** What is at a path; nothing where nothing is, or where it cannot be reached, as behind a file that is no folder. */
export function fileStatus(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
