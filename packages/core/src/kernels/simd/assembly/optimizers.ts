/** Regularization and the optimizers' updates of `count` numbers, a multiple of 4. */

/** λ₁·Σ|w| + λ₂·Σw² over `count` rows of `columns` numbers, in float64, in order. */
export function regularizationLoss(w: usize, stride: usize, columns: i32, count: i32, l1: f64, l2: f64): f64 {
  let absolutes: f64 = 0;
  let squares: f64 = 0;
  const bytes = <usize>columns << 2;
  for (; count > 0; count--, w += stride) {
    for (let at: usize = 0; at < bytes; at += 4) {
      const v = <f64>load<f32>(w + at);
      absolutes += Math.abs(v);
      squares += v * v;
    }
  }
  return l1 * absolutes + l2 * squares;
}

/** Σg² over `count` rows of `columns` numbers, in float64: every fourth column has a sum of its own. */
export function sumOfSquares(g: usize, stride: usize, columns: i32, count: i32): f64 {
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  const whole = (<usize>columns >> 2) << 4;
  // Rows end in padding, of which the last numbers of a row must take nothing in.
  const rest = i32x4.gt_s(i32x4.splat(columns & 3), i32x4(0, 1, 2, 3));
  for (; count > 0; count--, g += stride) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const v = v128.load(g + at);
      const low = f64x2.promote_low_f32x4(v);
      const high = f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
      first = f64x2.add(first, f64x2.mul(low, low));
      second = f64x2.add(second, f64x2.mul(high, high));
    }
    if (columns & 3) {
      const v = v128.and(v128.load(g + at), rest);
      const low = f64x2.promote_low_f32x4(v);
      const high = f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
      first = f64x2.add(first, f64x2.mul(low, low));
      second = f64x2.add(second, f64x2.mul(high, high));
    }
  }
  return (
    f64x2.extract_lane(first, 0) +
    f64x2.extract_lane(first, 1) +
    (f64x2.extract_lane(second, 0) + f64x2.extract_lane(second, 1))
  );
}

export function addL1Gradients(w: usize, g: usize, l1: f32, count: i32): void {
  const plus = f32x4.splat(l1);
  const minus = f32x4.splat(-l1);
  const zero = f32x4.splat(0);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16) {
    const sign = v128.bitselect(minus, plus, f32x4.lt(v128.load(w), zero));
    v128.store(g, f32x4.add(v128.load(g), sign));
  }
}

export function addL2Gradients(w: usize, g: usize, twice: f32, count: i32): void {
  const double = f32x4.splat(twice);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16) {
    v128.store(g, f32x4.add(v128.load(g), f32x4.mul(double, v128.load(w))));
  }
}

export function sgd(w: usize, g: usize, learningRate: f32, count: i32): void {
  const rate = f32x4.splat(learningRate);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16) {
    v128.store(w, f32x4.sub(v128.load(w), f32x4.mul(rate, v128.load(g))));
  }
}

export function sgdMomentum(
  w: usize,
  g: usize,
  updates: usize,
  learningRate: f32,
  momentum: f32,
  nesterov: bool,
  count: i32,
): void {
  const rate = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16, updates += 16) {
    const step = f32x4.mul(rate, v128.load(g));
    const update = f32x4.sub(f32x4.mul(mu, v128.load(updates)), step);
    v128.store(updates, update);
    const change = nesterov ? f32x4.sub(f32x4.mul(mu, update), step) : update;
    v128.store(w, f32x4.add(v128.load(w), change));
  }
}

export function adagrad(w: usize, g: usize, cache: usize, learningRate: f32, epsilon: f32, count: i32): void {
  const rate = f32x4.splat(learningRate);
  const eps = f32x4.splat(epsilon);
  const smallestGradient = f32x4.splat(1e-16);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16, cache += 16) {
    const gradient = flush(v128.load(g), smallestGradient);
    const c = f32x4.add(v128.load(cache), f32x4.mul(gradient, gradient));
    v128.store(cache, c);
    const step = f32x4.div(f32x4.mul(rate, gradient), f32x4.add(f32x4.sqrt(c), eps));
    v128.store(w, f32x4.sub(v128.load(w), step));
  }
}

/** 0 for numbers nearer to 0 than `smallest`: arithmetic on the smallest floats takes a hundred times as long. */
// @ts-expect-error: decorator
@inline
function flush(x: v128, smallest: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), smallest));
}

export function rmsprop(
  w: usize,
  g: usize,
  cache: usize,
  learningRate: f32,
  keep: f32,
  take: f32,
  epsilon: f32,
  count: i32,
): void {
  const rate = f32x4.splat(learningRate);
  const eps = f32x4.splat(epsilon);
  const k = f32x4.splat(keep);
  const t = f32x4.splat(take);
  const smallestGradient = f32x4.splat(1e-16);
  const smallestMoment = f32x4.splat(1e-30);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16, cache += 16) {
    const gradient = flush(v128.load(g), smallestGradient);
    const square = f32x4.mul(gradient, gradient);
    const c = flush(f32x4.add(f32x4.mul(k, v128.load(cache)), f32x4.mul(t, square)), smallestMoment);
    v128.store(cache, c);
    const step = f32x4.div(f32x4.mul(rate, gradient), f32x4.add(f32x4.sqrt(c), eps));
    v128.store(w, f32x4.sub(v128.load(w), step));
  }
}

export function adam(
  w: usize,
  g: usize,
  momentums: usize,
  cache: usize,
  stepSize: f32,
  cacheScale: f32,
  keep1: f32,
  take1: f32,
  keep2: f32,
  take2: f32,
  epsilon: f32,
  count: i32,
): void {
  const size = f32x4.splat(stepSize);
  const scale = f32x4.splat(cacheScale);
  const k1 = f32x4.splat(keep1);
  const t1 = f32x4.splat(take1);
  const k2 = f32x4.splat(keep2);
  const t2 = f32x4.splat(take2);
  const eps = f32x4.splat(epsilon);
  const smallestGradient = f32x4.splat(1e-16);
  const smallestMoment = f32x4.splat(1e-30);
  for (const end = w + (<usize>count << 2); w < end; w += 16, g += 16, momentums += 16, cache += 16) {
    const gradient = flush(v128.load(g), smallestGradient);
    const square = f32x4.mul(gradient, gradient);
    const m = flush(f32x4.add(f32x4.mul(k1, v128.load(momentums)), f32x4.mul(t1, gradient)), smallestMoment);
    const c = flush(f32x4.add(f32x4.mul(k2, v128.load(cache)), f32x4.mul(t2, square)), smallestMoment);
    v128.store(momentums, m);
    v128.store(cache, c);
    const step = f32x4.div(f32x4.mul(size, m), f32x4.add(f32x4.mul(f32x4.sqrt(c), scale), eps));
    v128.store(w, f32x4.sub(v128.load(w), step));
  }
}

export function average(averages: usize, w: usize, take: f32, count: i32): void {
  const share = f32x4.splat(take);
  for (const end = w + (<usize>count << 2); w < end; w += 16, averages += 16) {
    const a = v128.load(averages);
    v128.store(averages, f32x4.sub(a, f32x4.mul(share, f32x4.sub(a, v128.load(w)))));
  }
}
