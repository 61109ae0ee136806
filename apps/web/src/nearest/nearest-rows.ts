/** A row, and how far it is from what was asked about. */
export interface NearRow {
  readonly row: number;
  readonly distance: number;
}

/**
 * The rows of a table that lie nearest to a point, the nearest first; of rows as near as each other, the first.
 * @param rows [count, point.length], row after row
 * @returns `most` rows, or all where there are not as many
 */
export function nearestRows(rows: Float32Array, point: Float32Array, most: number): NearRow[] {
  const width = point.length;
  const distances = Array.from({ length: rows.length / width }, (_, row) => {
    let squares = 0;
    for (let i = 0; i < width; i++) squares += (rows[row * width + i] - point[i]) ** 2;
    return { row, distance: Math.sqrt(squares) };
  });
  return distances.sort((a, b) => a.distance - b.distance).slice(0, most);
}
