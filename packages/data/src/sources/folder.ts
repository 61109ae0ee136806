import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFileOrExplain } from '@fmnist/core/node';
import type { DataFile } from '../fashion-mnist';
import { unpackAndVerify } from '../verify';
import type { Source } from './source';

/** Where Debian's package `dataset-fashion-mnist` puts the files. */
export const SYSTEM_FOLDER = '/usr/share/datasets/fashion-mnist';

/** A folder that holds the files, gzipped or not. */
export function folderSource(folder: string, name = `the folder ${folder}`): Source {
  return {
    name,
    async fetch(file: DataFile) {
      const path = [`${file.name}.gz`, file.name]
        .map((each) => join(folder, each))
        .find((each) => existsSync(each));
      if (!path) return undefined;
      return unpackAndVerify(await readFileOrExplain(path, 'data file'), file, path);
    },
  };
}

/** The distribution's package, where it is installed. */
export function systemPackageSource(): Source {
  return folderSource(SYSTEM_FOLDER, 'the system package dataset-fashion-mnist');
}
