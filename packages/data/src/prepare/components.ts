import type { Box } from './box';

/** Pixels that hang together, in any of eight directions. */
interface Component {
  readonly pixels: number[];
  readonly box: Box;
}

/** How large, against the largest, what lies elsewhere must be to be kept: 5%. */
const LARGE = 0.05;
/** And what lies in or beside the box of what is kept: 0.4%. */
const NEAR = 0.004;

/** Takes away specks: keeps the largest component, those near its size, and those that are not tiny beside these. */
export function removeSpecks(mask: Uint8Array, width: number): void {
  const components = componentsOf(mask, width);
  const largest = Math.max(0, ...components.map(({ pixels }) => pixels.length));
  const kept = components.filter(({ pixels }) => pixels.length >= LARGE * largest);
  const room = 0.06 * Math.sqrt(mask.length);
  const near = ({ box }: Component) =>
    kept.some(
      ({ box: other }) =>
        box.right > other.left - room &&
        box.left < other.right + room &&
        box.bottom > other.top - room &&
        box.top < other.bottom + room,
    );
  for (const component of components) {
    const size = component.pixels.length;
    if (size >= LARGE * largest || (size >= NEAR * largest && near(component))) continue;
    for (const i of component.pixels) mask[i] = 0;
  }
}

function componentsOf(mask: Uint8Array, width: number): Component[] {
  const seen = new Uint8Array(mask.length);
  const height = mask.length / width;
  const components: Component[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || seen[start]) continue;
    const pixels = [start];
    seen[start] = 1;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let next = 0; next < pixels.length; next++) {
      const x = pixels[next] % width;
      const y = (pixels[next] - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const i = row * width + column;
          if (!mask[i] || seen[i]) continue;
          seen[i] = 1;
          pixels.push(i);
        }
      }
    }
    components.push({ pixels, box: { left, top, right, bottom } });
  }
  return components;
}
