import { symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../test/temporary-folder';
import { loadDataset } from './load-dataset';

const inFolder = useTemporaryFolder();

describe('a folder that holds no data set', () => {
  it('is refused in a sentence', async () => {
    await expect(loadDataset(inFolder())).rejects.toThrow(/holds no data set: neither IDX files/);
    await expect(loadDataset(inFolder('none'))).rejects.toThrow(/There is no folder .*none that can be read/);
    await writeFile(inFolder('file'), '');
    await expect(loadDataset(inFolder('file'))).rejects.toThrow(/There is no folder .*file that can be read/);
    await symlink('loop', inFolder('loop'));
    await expect(loadDataset(inFolder('loop'))).rejects.toThrow(/There is no folder .*loop that can be read/);
  });
});
