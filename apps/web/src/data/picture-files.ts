/**
 * Small files of pictures that come with the site: `sample` are test pictures to pick from, `near` are training pictures
 * among which those are sought that are like the one at hand.
 */
export const pictureFiles = {
  sample: { images: 'sample-images-idx3-ubyte', labels: 'sample-labels-idx1-ubyte' },
  near: { images: 'near-images-idx3-ubyte', labels: 'near-labels-idx1-ubyte' },
} as const;
