import { type Model, Tensor } from '@fmnist/core';

/** How wide and high what hides a part of the picture is, in pixels. */
const PATCH = 6;
/** How far it is moved at a time; it divides the patch, so that all pixels are hidden equally often. */
const STEP = 2;

/**
 * What hiding each part of a picture costs (Zeiler & Fergus 2014, section 4.2): a black patch of 6×6 pixels is put over
 * every second place, also half outside, and the probability of a class is asked for each time. Black is what pictures
 * have around the garment, so that a patch there hides nothing.
 *
 * m(x, y) = mean of p(picture) − p(picture with the patch) over the 9 patches that cover the pixel
 *
 * @param pixels height × width numbers, row by row, as the model takes them; 0 is black
 * @returns a number for each pixel: above 0 where hiding it makes the class less likely, below 0 where more
 */
export async function occlusionMap(
  model: Model,
  pixels: Uint8Array,
  [height, width]: readonly [height: number, width: number],
  classIndex: number,
): Promise<Float32Array> {
  const places = placesAlong(height).flatMap((top) => placesAlong(width).map((left) => ({ top, left })));
  const pictures = new Uint8Array((places.length + 1) * pixels.length);
  const forEachHidden = (place: { top: number; left: number }, visit: (pixel: number) => void) => {
    for (let y = Math.max(0, place.top); y < Math.min(height, place.top + PATCH); y++) {
      for (let x = Math.max(0, place.left); x < Math.min(width, place.left + PATCH); x++)
        visit(y * width + x);
    }
  };
  places.forEach((place, row) => {
    const picture = pictures.subarray(row * pixels.length, (row + 1) * pixels.length);
    picture.set(pixels);
    forEachHidden(place, (pixel) => {
      picture[pixel] = 0;
    });
  });
  pictures.set(pixels, places.length * pixels.length);
  const { data, shape } = await model.predict(new Tensor(pictures, [places.length + 1, pixels.length]));
  const probabilityOf = (row: number) => data[row * shape[1] + classIndex];
  const map = new Float32Array(pixels.length);
  places.forEach((place, row) => {
    const lost = probabilityOf(places.length) - probabilityOf(row);
    forEachHidden(place, (pixel) => {
      map[pixel] += lost / (PATCH / STEP) ** 2;
    });
  });
  return map;
}

function placesAlong(length: number): number[] {
  const first = STEP - PATCH;
  return Array.from({ length: Math.ceil((length - first) / STEP) }, (_, index) => first + index * STEP);
}
