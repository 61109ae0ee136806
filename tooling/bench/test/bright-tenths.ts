import type { Images } from '../src/images';

/** Images that are told apart at once: one of class c is bright in its c-th tenth, and dark elsewhere. */
export function brightTenths(count: number): Images {
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 10);
  const pixels = new Uint8Array(count * 784);
  labels.forEach((label, image) => {
    pixels.fill(255, image * 784 + label * 78, image * 784 + (label + 1) * 78);
  });
  return { count, pixels, labels };
}
