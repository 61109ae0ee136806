import { constants } from 'node:fs';
import { access, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { capabilities, UserError } from '@fmnist/core';
import { DataUnavailableError, defaultCacheFolder, loadFashionMnist } from '@fmnist/data/node';
import { shippedNames } from '@fmnist/models';
import { readShippedModel } from '@fmnist/models/node';
import { userPath } from '../paths';

/** What was looked at, and what is to be done where it is not well. */
export interface Check {
  readonly name: string;
  /** `slow`: it works, but less well than it could. */
  readonly state: 'fine' | 'slow' | 'broken';
  readonly found: string;
  readonly advice?: string;
}

const NODE = [20, 19] as const;
const FREE_BYTES = 500_000_000;

/** Looks at everything the command line needs. Nothing is downloaded. */
export async function checkEverything(): Promise<Check[]> {
  return [
    checkNode(process.versions.node),
    ...checkEngine(),
    await checkPictures(),
    await checkData(),
    await checkFolder('cache', defaultCacheFolder(), 'set FMNIST_CACHE to a folder you may write'),
    await checkFolder(
      'runs',
      userPath('runs'),
      'call fmnist from a folder you may write, or name one with --out',
    ),
    await checkModels(),
  ];
}

/** Whether a version of Node, such as `20.19.0`, is new enough. */
function checkNode(version: string): Check {
  const [major, minor] = version.split('.').map(Number);
  const isOld = major < NODE[0] || (major === NODE[0] && minor < NODE[1]);
  return isOld
    ? { name: 'Node', state: 'broken', found: version, advice: `install Node ${NODE.join('.')} or newer` }
    : { name: 'Node', state: 'fine', found: version };
}

function checkEngine(): Check[] {
  const { simd, relaxedSimd, threads, cores } = capabilities();
  return [
    simd
      ? { name: 'vectors', state: 'fine', found: `WebAssembly SIMD${relaxedSimd ? ', relaxed too' : ''}` }
      : {
          name: 'vectors',
          state: 'slow',
          found:
            'no WebAssembly SIMD: plain JavaScript does the work, to the same weights, some fifty times slower',
          advice: 'start Node without --jitless and without flags that turn WebAssembly off',
        },
    threads && cores > 1
      ? { name: 'threads', state: 'fine', found: `${cores}` }
      : {
          name: 'threads',
          state: 'slow',
          ...(threads
            ? { found: 'one core', advice: 'training is sooner done where the process may use more cores' }
            : {
                found: 'no shared memory: one thread',
                advice: 'start Node without flags that take SharedArrayBuffer away',
              }),
        },
  ];
}

/** Pictures are decoded by a native library, which an installation may lack. */
async function checkPictures(): Promise<Check> {
  const name = 'pictures';
  try {
    const { default: sharp } = await import('sharp');
    const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await sharp(png).raw().toBuffer();
    return { name, state: 'fine', found: `sharp ${sharp.versions.sharp ?? ''}`.trim() };
  } catch (error) {
    return {
      name,
      state: 'broken',
      found: `sharp does not work: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
      advice: 'install again on this machine, with optional dependencies',
    };
  }
}

async function checkData(): Promise<Check> {
  const name = 'data set';
  try {
    const { source } = await loadFashionMnist({ offline: true });
    return { name, state: 'fine', found: `verified, from ${source}` };
  } catch (error) {
    if (error instanceof DataUnavailableError) {
      return {
        name,
        state: 'slow',
        found: 'not here yet',
        advice: 'it is fetched when needed, or now by: fmnist data get',
      };
    }
    if (!(error instanceof UserError)) throw error;
    return { name, state: 'broken', found: error.message, advice: 'fetch it anew with: fmnist data get' };
  }
}

/** Whether files can be written into a folder, or into the one where it would be made. */
async function checkFolder(name: string, folder: string, advice: string): Promise<Check> {
  const existing = await nearestExisting(folder);
  let probe: string | undefined;
  try {
    probe = await mkdtemp(join(existing, '.fmnist-doctor-'));
    await writeFile(join(probe, 'probe'), 'x');
  } catch {
    return { name, state: 'broken', found: `cannot write into ${existing}`, advice };
  } finally {
    if (probe) await rm(probe, { recursive: true, force: true });
  }
  const { bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  const found = `${folder}, ${(free / 1e9).toFixed(1)} GB free`;
  return free < FREE_BYTES
    ? { name, state: 'slow', found, advice: 'make room on the disk' }
    : { name, state: 'fine', found };
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await access(folder, constants.F_OK);
    return folder;
  } catch {
    return dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
  }
}

async function checkModels(): Promise<Check> {
  const name = 'models';
  try {
    for (const each of shippedNames) await readShippedModel(each);
    return { name, state: 'fine', found: shippedNames.join(', ') };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { name, state: 'broken', found: error.message, advice: 'install fmnist again' };
  }
}
