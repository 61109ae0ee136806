import { UserError } from '@fmnist/core';
import { type DataFile, fashionMnist } from './fashion-mnist';
import { readFashionMnist } from './read-fashion-mnist';
import { CacheSource, defaultCacheFolder } from './sources/cache';
import { DistributionPackageSource } from './sources/distribution-package';
import { systemPackageSource } from './sources/folder';
import { mirrorSources } from './sources/mirror';
import type { DownloadProgress, Source } from './sources/source';
import type { TrainTestSplit } from './train-test-split';

/** Where the data set may come from, and who hears of it. */
export interface LoadOptions {
  /** Where fetched files are kept. Default: {@link defaultCacheFolder}. */
  cacheDir?: string;
  /** Hears how far a download is. */
  onProgress?: (progress: DownloadProgress) => void;
  /** Only look at what is on this machine. */
  offline?: boolean;
}

/** No source could give the data set. */
export class DataUnavailableError extends UserError {
  override name = 'DataUnavailableError';
}

/**
 * The data set, from the first source that has it: the cache, the system's package, the sites that serve it, the
 * distribution's package fetched without root. What was fetched is kept in the cache. Every file's checksum is verified.
 *
 * @throws DataUnavailableError listing each source and why it failed, and what to do
 * @throws UserError where a file in the cache is corrupt.
 */
export async function loadFashionMnist(options: LoadOptions = {}): Promise<TrainTestSplit> {
  const { files, name } = fashionMnist;
  const cacheFolder = options.cacheDir ?? defaultCacheFolder();
  const distribution = new DistributionPackageSource(cacheFolder);
  const cache = new CacheSource(cacheFolder);
  const fetched = [
    systemPackageSource(),
    ...(options.offline ? [] : [...mirrorSources(cacheFolder, options.onProgress), distribution]),
  ];
  const used = new Set<string>();
  try {
    const { train, test } = await readFashionMnist(async (file) => {
      const { bytes, source } = await getFile(file, cache, fetched);
      used.add(source);
      return bytes;
    });
    return { train, test, name, source: [...used].join(', '), files: Object.values(files) };
  } finally {
    await distribution.close();
  }
}

/**
 * A file from the cache, else from the first source that has it, then kept in the cache.
 * @throws DataUnavailableError listing each source and why it failed
 */
export async function getFile(
  file: DataFile,
  cache: CacheSource,
  sources: readonly Source[],
): Promise<{ bytes: Uint8Array; source: string }> {
  const cached = await cache.fetch(file);
  if (cached) return { bytes: cached, source: cache.name };
  const failures: string[] = [];
  for (const source of sources) {
    try {
      const bytes = await source.fetch(file);
      if (bytes) {
        if (source.name !== systemPackageSource().name) await cache.keep(file, bytes);
        return { bytes, source: source.name };
      }
      failures.push(`${source.name}: it does not have ${file.name}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(`${source.name}: ${error.message}`);
    }
  }
  const advice =
    'Install the package dataset-fashion-mnist, set FMNIST_MIRROR to a site that serves the files, or name a folder that holds them';
  throw new DataUnavailableError(
    `${file.name} could not be had from any source:\n${failures.map((line) => `  - ${line}`).join('\n')}\n${advice}`,
  );
}
