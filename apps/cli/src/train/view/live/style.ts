import type { WriteStream } from 'node:tty';
import isUnicodeSupported from 'is-unicode-supported';
import { createColors } from 'picocolors';

/** How a terminal is written on. */
export interface Style {
  readonly colors: ReturnType<typeof createColors>;
  /** Whether it shows block and box drawing characters. */
  readonly unicode: boolean;
}

/** What suits a terminal, by what it says of itself: no colours with NO_COLOR, plain ASCII where the locale has no more. */
export function styleOf(stream: WriteStream, environment: NodeJS.ProcessEnv): Style {
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
  return {
    colors: createColors(stream.hasColors(environment)),
    unicode: isUnicodeSupported() && /utf-?8/i.test(locale),
  };
}
