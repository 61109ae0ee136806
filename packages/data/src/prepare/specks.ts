import { type Component, componentsOf, paint } from './components';

/** How large, against the largest, what lies elsewhere must be to be kept: 5%. */
const LARGE = 0.05;
/** And what lies in or beside the box of what is kept: 0.4%. */
const NEAR = 0.004;

/** Takes away specks: keeps the largest component, those near its size, and those that are not tiny beside these. */
export function removeSpecks(mask: Uint8Array, width: number): void {
  const components = componentsOf(mask, width, true);
  const largest = Math.max(0, ...components.map(({ size }) => size));
  const kept = components.filter(({ size }) => size >= LARGE * largest);
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
    const { size } = component;
    if (size >= LARGE * largest || (size >= NEAR * largest && near(component))) continue;
    paint(mask, component, 0);
  }
}
