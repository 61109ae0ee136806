/** A thread that makes pixels for models out of picture files. */
import { UserError } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import sharp from 'sharp';
import { answerTasks } from '../workers/answer-tasks';
import type { PictureResult, PictureTask } from './picture-task';

// There are as many of these threads as the machine is to decode pictures at once; each picture is another.
sharp.concurrency(1);
sharp.cache(false);

answerTasks<PictureTask, PictureResult>(async ({ bytes, name, pixelLimit }) => {
  const start = performance.now();
  try {
    const { width, height } = await sharp(bytes).metadata();
    if (width * height > pixelLimit) {
      return {
        unreadable: `${name} has ${width}×${height} pixels, more than ${pixelLimit} in all`,
        tooLarge: true,
      };
    }
    const image = await decodeImage(bytes, name);
    const decoded = performance.now();
    const pixels = new Uint8Array(prepare(image));
    const end = performance.now();
    return { pixels, decodeSeconds: (decoded - start) / 1000, prepareSeconds: (end - decoded) / 1000 };
  } catch (error) {
    if (error instanceof UserError) return { unreadable: error.message, tooLarge: false };
    // Of sharp, about the head of the file.
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { unreadable: `${name} is not a picture that can be read: ${reason}`, tooLarge: false };
  }
});
