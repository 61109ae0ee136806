/** A share as a percentage, as 87.31%. */
export function percent(share: number, digits = 2): string {
  return `${(100 * share).toFixed(digits)}%`;
}

/** A count with its thousands apart, as 118,282. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** A time as people say it, as 6.9 s, 12 min 5 s or 2 h 10 min. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A moment in time, in UTC, as 2026-11-26 10:15. */
export function moment(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
