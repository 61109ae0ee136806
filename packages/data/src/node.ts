export { decodeImage } from './decode-image';
export { exportImages, loadImageFolder } from './image-folder';
export { DataUnavailableError, type FashionMnist, type LoadOptions, loadFashionMnist } from './load';
export { defaultCacheFolder } from './sources/cache';
export type { DownloadProgress } from './sources/source';
