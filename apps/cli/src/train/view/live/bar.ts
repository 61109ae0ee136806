import type { Style } from './style';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A progress bar of exactly so many characters.
 * @param share from 0 to 1
 */
export function bar(share: number, width: number, { colors, unicode }: Style): string {
  if (!unicode) {
    const done = Math.floor(share * width);
    return colors.cyan('#'.repeat(done)) + colors.dim('.'.repeat(width - done));
  }
  const eighths = Math.floor(share * width * 8);
  const done = '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
  return colors.cyan(done) + colors.dim('░'.repeat(width - done.length));
}
