import type { Box } from './box';
import type { GreyImage } from './grey-image';

/** The box with its longest edge brought to `side` pixels, each the mean of the area it covers. */
export function shrink(
  { values, width: stride }: GreyImage,
  { left, top, right, bottom }: Box,
  side: number,
): GreyImage {
  const scale = Math.max(right - left, bottom - top) / side;
  const width = Math.max(1, Math.round((right - left) / scale));
  const height = Math.max(1, Math.round((bottom - top) / scale));
  const stepX = (right - left) / width;
  const stepY = (bottom - top) / height;
  const result = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      result[y * width + x] = areaMean(values, stride, left + x * stepX, top + y * stepY, stepX, stepY);
    }
  }
  return { width, height, values: result };
}

function areaMean(
  values: Float64Array,
  stride: number,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  const lastX = Math.ceil(left + width - 1e-9);
  const lastY = Math.ceil(top + height - 1e-9);
  let sum = 0;
  let area = 0;
  for (let y = Math.floor(top); y < lastY; y++) {
    const shareY = Math.min(y + 1, top + height) - Math.max(y, top);
    for (let x = Math.floor(left); x < lastX; x++) {
      const share = shareY * (Math.min(x + 1, left + width) - Math.max(x, left));
      sum += share * values[y * stride + x];
      area += share;
    }
  }
  return sum / area;
}
