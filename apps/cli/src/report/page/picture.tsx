import type { SpriteSheet } from '../pictures/sprite-sheet';

/** One picture of the sheet; the page's style cuts it out. */
export function Picture({ sheet, index, alt }: { sheet: SpriteSheet; index: number; alt: string }) {
  const place = sheet.places.get(index) ?? 0;
  const [x, y] = [place % sheet.columns, Math.floor(place / sheet.columns)];
  return <span class="picture" role="img" aria-label={alt} style={`--x:${x};--y:${y}`} />;
}
