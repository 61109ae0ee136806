import { dataUri } from '../pictures/data-uri';
import type { SpriteSheet } from '../pictures/sprite-sheet';

/** The sheet of pictures, for the page's style: once for all pictures. */
export function sheetStyle({ png, columns, width, height }: SpriteSheet): string {
  return `:root{--sheet:url(${dataUri(png)});--sheet-columns:${columns};--picture-width:${width};--picture-height:${height}}`;
}
