import { Tensor, UserError } from '@fmnist/core';
import type { Dataset } from './dataset';
import { type DataFile, fashionMnist } from './fashion-mnist';
import { decodeIdx } from './idx';
import { CacheSource, defaultCacheFolder } from './sources/cache';
import { DistributionPackageSource } from './sources/distribution-package';
import { folderSource, systemPackageSource } from './sources/folder';
import { mirrorSources } from './sources/mirror';
import type { DownloadProgress, Source } from './sources/source';

export interface LoadOptions {
  /** A folder that holds the four files, gzipped or not: then no other source is asked. */
  dataDir?: string | undefined;
  /** Where fetched files are kept. Default: {@link defaultCacheFolder}. */
  cacheDir?: string;
  onProgress?: (progress: DownloadProgress) => void;
}

/** Fashion-MNIST, decoded. */
export interface FashionMnist {
  readonly train: Dataset;
  readonly test: Dataset;
  /** Where the files came from. */
  readonly source: string;
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
 * @throws UserError where a file in the cache or in `dataDir` is corrupt.
 */
export async function loadFashionMnist(options: LoadOptions = {}): Promise<FashionMnist> {
  const { files, classNames } = fashionMnist;
  const cacheFolder = options.cacheDir ?? defaultCacheFolder();
  const distribution = new DistributionPackageSource(cacheFolder);
  const cache = new CacheSource(cacheFolder);
  const fetched = options.dataDir
    ? [folderSource(options.dataDir)]
    : [systemPackageSource(), ...mirrorSources(cacheFolder, options.onProgress), distribution];
  const used = new Set<string>();
  const get = async (file: DataFile) => {
    const { bytes, source } = await getFile(file, options.dataDir ? undefined : cache, fetched);
    used.add(source);
    return decodeIdx(bytes, file.name);
  };
  try {
    const dataset = async (imagesFile: DataFile, labelsFile: DataFile): Promise<Dataset> => {
      const images = await get(imagesFile);
      const labels = await get(labelsFile);
      return {
        images: new Tensor(Uint8Array.from(images.data), images.shape),
        labels: Uint8Array.from(labels.data),
        classNames,
      };
    };
    const train = await dataset(files.trainImages, files.trainLabels);
    const test = await dataset(files.testImages, files.testLabels);
    return { train, test, source: [...used].join(', ') };
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
  cache: CacheSource | undefined,
  sources: readonly Source[],
): Promise<{ bytes: Uint8Array; source: string }> {
  const cached = await cache?.fetch(file);
  if (cache && cached) return { bytes: cached, source: cache.name };
  const failures: string[] = [];
  for (const source of sources) {
    try {
      const bytes = await source.fetch(file);
      if (bytes) {
        if (cache && source.name !== systemPackageSource().name) await cache.keep(file, bytes);
        return { bytes, source: source.name };
      }
      failures.push(`${source.name}: it does not have ${file.name}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(`${source.name}: ${error.message}`);
    }
  }
  const advice = cache
    ? 'Install the package dataset-fashion-mnist, set FMNIST_MIRROR to a site that serves the files, or name a folder that holds them'
    : 'Put the four files of Fashion-MNIST there, or leave the folder out to have them fetched';
  throw new DataUnavailableError(
    `${file.name} could not be had from any source:\n${failures.map((line) => `  - ${line}`).join('\n')}\n${advice}`,
  );
}
