/** The share of right answers of each of `count` rows of `columns` numbers. */

export function categoricalMatches(
  predictions: usize,
  stride: usize,
  columns: i32,
  classes: usize,
  matches: usize,
  count: i32,
): void {
  for (; count > 0; count--, predictions += stride, classes += 4, matches += 8) {
    let best: i32 = 0;
    let largest = load<f32>(predictions);
    for (let j: i32 = 1; j < columns; j++) {
      const p = load<f32>(predictions + ((<usize>j) << 2));
      if (p > largest) {
        largest = p;
        best = j;
      }
    }
    store<f64>(matches, best == load<i32>(classes) ? 1.0 : 0.0);
  }
}

export function binaryMatches(
  predictions: usize,
  targets: usize,
  stride: usize,
  columns: i32,
  matches: usize,
  count: i32,
): void {
  const bytes = (<usize>columns) << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, matches += 8) {
    let right: i32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      right += i32(load<f32>(predictions + at) > 0.5 == load<f32>(targets + at) > 0.5);
    }
    store<f64>(matches, <f64>right / <f64>columns);
  }
}

export function regressionMatches(
  predictions: usize,
  targets: usize,
  stride: usize,
  columns: i32,
  precision: f64,
  matches: usize,
  count: i32,
): void {
  const bytes = (<usize>columns) << 2;
  for (; count > 0; count--, predictions += stride, targets += stride, matches += 8) {
    let right: i32 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      right += i32(Math.abs(<f64>load<f32>(predictions + at) - <f64>load<f32>(targets + at)) < precision);
    }
    store<f64>(matches, <f64>right / <f64>columns);
  }
}
