import { stripVTControlCharacters } from 'node:util';

/** How many columns a line takes whose characters take one each, as all of a frame do. */
export function widthOf(line: string): number {
  return stripVTControlCharacters(line).length;
}
