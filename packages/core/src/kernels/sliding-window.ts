/** The shape of an image: a sample holds its rows from the top, in them the pixels from the left, in them the channels. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * A window that slides over an image, and what it sees where. The output's pixel (y, x) is made of the input's pixels
 * (y·stride − paddingTop + i, x·stride − paddingLeft + j) for 0 ≤ i < height, 0 ≤ j < width; those outside of the image
 * are 0 to a convolution, and nothing at all to pooling.
 */
export interface SlidingWindow {
  readonly input: ImageShape;
  readonly output: ImageShape;
  readonly height: number;
  readonly width: number;
  readonly stride: number;
  readonly paddingTop: number;
  readonly paddingLeft: number;
}

/** A window with weights. Group g of the output's channels is made of group g of the input's alone. */
export interface Convolution extends SlidingWindow {
  readonly groups: number;
}
