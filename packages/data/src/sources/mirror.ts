import { join } from 'node:path';
import { download } from '../download';
import type { DataFile } from '../fashion-mnist';
import { unpackAndVerify } from '../verify';
import type { DownloadProgress, Source } from './source';

/** The authors' site, their repository, and Keras's copy. */
const MIRRORS = [
  'https://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
  'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
];

/** A site that serves the gzipped files under one address. */
export function mirrorSource(
  base: string,
  cacheFolder: string,
  onProgress?: (progress: DownloadProgress) => void,
): Source {
  return {
    name: base,
    async fetch(file: DataFile) {
      const url = new URL(`${file.name}.gz`, base.endsWith('/') ? base : `${base}/`);
      const bytes = await download(url, join(cacheFolder, `${file.name}.gz.part`), file, onProgress);
      return unpackAndVerify(bytes, file, url.href);
    },
  };
}

/** All sites, that of `FMNIST_MIRROR` first. */
export function mirrorSources(
  cacheFolder: string,
  onProgress?: (progress: DownloadProgress) => void,
  environment: NodeJS.ProcessEnv = process.env,
): Source[] {
  const own = environment.FMNIST_MIRROR ? [environment.FMNIST_MIRROR] : [];
  return [...own, ...MIRRORS].map((base) => mirrorSource(base, cacheFolder, onProgress));
}
