import prettyMilliseconds from 'pretty-ms';

/** A share of right answers as people read it: `93.72%`; a dash where there is none. */
export function percent(accuracy: number | undefined): string {
  return accuracy === undefined ? '–' : `${(100 * accuracy).toFixed(2)}%`;
}

/** A duration as people read it: `6.9s`, `10m 24s`. */
export function duration(seconds: number): string {
  return prettyMilliseconds(1000 * seconds, { secondsDecimalDigits: seconds < 60 ? 1 : 0 });
}

/** A moment as people read it, in their own time: `2026-11-26 10:15`. */
export function moment(isoTime: string): string {
  return new Date(isoTime).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}
