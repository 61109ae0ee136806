import type { RgbaImage } from '@fmnist/data';

/** How wide and high the picture is that is made of a frame. */
const SIDE = 280;

/** The square in the middle of what a video shows now. */
export function squareOf(video: HTMLVideoElement): RgbaImage {
  const { videoWidth, videoHeight } = video;
  const side = Math.min(videoWidth, videoHeight);
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas to read pictures with');
  context.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, SIDE, SIDE);
  const { width, height, data } = context.getImageData(0, 0, SIDE, SIDE);
  return { width, height, data };
}
