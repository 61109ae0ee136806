import { decodeIdx, fashionMnist } from '@fmnist/data';
import { decompress } from './decompress';
import { fetchFile } from './fetch-file';
import { pictureFiles } from './picture-files';

/** Some pictures of the data set. */
export interface Pictures {
  /** 784 bytes each, 28×28, one after the other. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly classNames: readonly string[];
}

/** Pictures that come with the site. @throws UserError where they are not to be had. */
export async function loadPictures(which: keyof typeof pictureFiles): Promise<Pictures> {
  const files = pictureFiles[which];
  const [images, labels] = await Promise.all(
    [files.images, files.labels].map(async (name) =>
      decodeIdx(await decompress(await fetchFile(`data/${name}.gz`)), name),
    ),
  );
  return {
    pixels: Uint8Array.from(images.data),
    labels: Uint8Array.from(labels.data),
    classNames: fashionMnist.classNames,
  };
}
