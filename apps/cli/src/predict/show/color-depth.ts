import { WriteStream } from 'node:tty';

/** What colours there are: none, the 256 that terminals share, or 24 bits each. */
export type Colors = 'none' | '256' | 'true';

/**
 * What colours standard output shows, as Node tells from the terminal and from NO_COLOR and FORCE_COLOR; none where it is
 * no terminal, unless they are forced.
 */
export function colorsOf(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Colors {
  if (!stream.isTTY && environment.FORCE_COLOR === undefined) return 'none';
  const depth = WriteStream.prototype.getColorDepth(environment);
  if (depth >= 24) return 'true';
  return depth >= 8 ? '256' : 'none';
}
