import { Tensor, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import type { Dataset } from '../dataset';
import { decodeImage } from '../decode-image';
import { prepare } from '../prepare';
import type { LabelledFile } from './list-pictures';
import { takeAsIs } from './take-as-is';

const SIDE = 28;
const SIZE = SIDE * SIDE;
/** How many pictures are decoded at once: each may take 256 MB. */
const AT_ONCE = 4;

/** How pictures become data. */
export interface PictureOptions {
  /** Takes pictures of 28 × 28 grey pixels as they are, and no others; else all are prepared. Default false. */
  readonly asIs?: boolean;
  /** Hears how many are read, good or bad. */
  readonly onPicture?: (read: number) => void;
  /** Hears what is wrong with a picture, which is then left out. Where nobody listens, the first ends the reading. */
  readonly onBadPicture?: (message: string, path: string) => void;
}

/**
 * Pictures as data, in the order of the files.
 * @throws UserError where a picture cannot be used and `onBadPicture` is not there to hear of it.
 */
export async function readPictures(
  files: readonly LabelledFile[],
  classNames: readonly string[],
  { asIs = false, onPicture, onBadPicture }: PictureOptions,
): Promise<Dataset> {
  const pixels = new Uint8Array(files.length * SIZE);
  const labels = new Uint8Array(files.length);
  let rows = 0;
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    for (const { picture, path, label } of await Promise.all(some.map((file) => readPicture(file, asIs)))) {
      if (picture instanceof UserError) {
        if (!onBadPicture) throw picture;
        onBadPicture(picture.message, path);
      } else {
        pixels.set(picture, rows * SIZE);
        labels[rows] = label;
        rows++;
      }
    }
    onPicture?.(start + some.length);
  }
  const images = new Tensor(pixels.slice(0, rows * SIZE), [rows, SIDE, SIDE]);
  return { images, labels: labels.slice(0, rows), classNames };
}

async function readPicture(
  { path, label, isFolder }: LabelledFile,
  asIs: boolean,
): Promise<{ picture: Uint8Array | UserError; path: string; label: number }> {
  try {
    if (isFolder) throw new UserError(`${path} is a folder, not a picture`);
    const image = await decodeImage(await readFileOrExplain(path, 'picture'), path);
    return { picture: asIs ? takeAsIs(image, path) : prepare(image), path, label };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { picture: error, path, label };
  }
}
