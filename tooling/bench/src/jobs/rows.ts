import { type Disturbance, disturbances } from '../disturbance';
import type { Entry, Row } from './job';

/** What stands in a cell where there is nothing to tell. */
const NOTHING = '–';

/**
 * The rows of a table: who has results by a measure, least first; then the others with their reasons.
 * @param measure what to sort by
 * @param cells the cells between the name and the remarks, `width` of them
 */
export function toRows<T>(
  entries: readonly Entry<T>[],
  width: number,
  measure: (results: readonly T[]) => number,
  cells: (entry: Entry<T>) => readonly string[],
  remark: (entry: Entry<T>) => string | undefined,
): Row[] {
  const measured = entries.filter(({ results }) => results.length > 0);
  const others = entries.filter(({ results }) => results.length === 0);
  measured.sort((a, b) => measure(a.results) - measure(b.results));
  return [
    ...measured.map((entry) => [
      entry.name,
      ...cells(entry),
      joinRemarks([
        entry.note,
        remark(entry),
        describeDisturbances(entry.disturbances ?? [], entry.results.length),
        entry.reason && `a round failed: ${entry.reason}`,
      ]),
    ]),
    ...others.map(({ name, reason }) => [
      name,
      ...new Array<string>(width).fill(NOTHING),
      reason ?? 'not measured',
    ]),
  ];
}

/** The results of the first entry with one of these ids that has any. */
export function resultsOf<T>(
  entries: readonly Entry<T>[],
  ...ids: readonly string[]
): readonly T[] | undefined {
  for (const id of ids) {
    const results = entries.find((entry) => entry.id === id)?.results ?? [];
    if (results.length > 0) return results;
  }
  return undefined;
}

/** The lowest and the highest of some values; nothing of one. */
export function formatSpread(values: readonly number[]): string {
  if (values.length < 2) return NOTHING;
  return `${formatNumber(Math.min(...values))}–${formatNumber(Math.max(...values))}`;
}

/**
 * A value as a multiple of ours, such as `2.3× as long`.
 * @param ours nothing where there is no figure of ours
 */
export function formatRatio(
  value: number,
  ours: number | undefined,
  comparison: 'as long' | 'as much' | 'as large',
): string {
  return ours === undefined ? NOTHING : `${formatNumber(value / ours, 2)}× ${comparison}`;
}

/** A number with so many significant digits, or all digits before the point. */
export function formatNumber(value: number, significant = 3): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  // Rounded first: 0.998 with two digits is 1.0.
  const size = Math.abs(Number(value.toPrecision(significant)));
  const digits = Math.max(0, significant - 1 - Math.floor(Math.log10(size)));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function formatPercent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)}%`;
}

/** What is to be said where rounds were disturbed. */
export function describeDisturbances(found: readonly Disturbance[], rounds: number): string | undefined {
  if (found.length === 0) return undefined;
  const causes = disturbances.filter((cause) => found.includes(cause)).join(' and ');
  return `**disturbed by ${causes} in ${found.length} of ${rounds} rounds**`;
}

function joinRemarks(remarks: readonly (string | undefined)[]): string {
  return remarks.filter((remark) => remark !== undefined && remark !== '').join('; ');
}
