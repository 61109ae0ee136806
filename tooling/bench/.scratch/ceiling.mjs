// ../src/ceiling.ts
var PAIRS = [6, 7, 8, 10];
var UNROLLS = [1, 2];
var FLOPS = 8;
var RUN_MS = 4;
var RUNS = 3;
async function measureCeilingGflops() {
  let best = 0;
  for (const pairs of PAIRS) {
    for (const unroll of UNROLLS) {
      const { instance } = await WebAssembly.instantiate(assemble(pairs, unroll));
      const { run } = instance.exports;
      if (typeof run !== 'function') throw new Error('The module of the ceiling exports no function "run"');
      best = Math.max(
        best,
        measureRun((iterations) => run(iterations), pairs * unroll * FLOPS),
      );
    }
  }
  return best;
}
function measureRun(run, flopsPerIteration) {
  const time = (iterations2) => {
    const begin = performance.now();
    run(iterations2);
    return performance.now() - begin;
  };
  let iterations = 1024;
  while (time(iterations) < RUN_MS) iterations *= 2;
  const ms = Math.min(...Array.from({ length: RUNS }, () => time(iterations)));
  return (iterations * flopsPerIteration) / (ms * 1e6);
}
var I32 = 127;
var F32 = 125;
var V128 = 123;
var VOID = 64;
var op = {
  loop: [3, VOID],
  end: [11],
  branchIf0: [13, 0],
  localGet: (index) => [32, index],
  localSet: (index) => [33, index],
  localTee: (index) => [34, index],
  i32Const1: [65, 1],
  i32Sub: [107],
  f32Const: (value) => [67, ...new Uint8Array(Float32Array.of(value).buffer)],
  f32x4Splat: [253, 19],
  f32x4ExtractLane0: [253, 31, 0],
  f32x4Add: [253, 228, 1],
  f32x4Mul: [253, 230, 1],
};
function assemble(pairs, unroll) {
  const [counter, one, firstChain] = [0, 1, 2];
  const factors = Array.from({ length: pairs }, (_, pair) => firstChain + 2 * pair);
  const sums = factors.map((factor) => factor + 1);
  const fill = (local, value) => [...op.f32Const(value), ...op.f32x4Splat, ...op.localSet(local)];
  const body = factors.flatMap((factor, pair) => [
    ...[...op.localGet(factor), ...op.localGet(factor), ...op.f32x4Mul, ...op.localSet(factor)],
    ...[...op.localGet(sums[pair]), ...op.localGet(one), ...op.f32x4Add, ...op.localSet(sums[pair])],
  ]);
  const code = [
    ...fill(one, 1),
    ...factors.flatMap((local) => fill(local, 1)),
    ...sums.flatMap((local, pair) => fill(local, pair)),
    ...op.loop,
    ...Array.from({ length: unroll }, () => body).flat(),
    ...op.localGet(counter),
    ...op.i32Const1,
    ...op.i32Sub,
    ...op.localTee(counter),
    ...op.branchIf0,
    ...op.end,
    // Every chain goes into the result, so that none is left out.
    ...op.localGet(one),
    ...[...factors, ...sums].flatMap((local) => [...op.localGet(local), ...op.f32x4Add]),
    ...op.f32x4ExtractLane0,
    ...op.end,
  ];
  const func = [1, 1 + 2 * pairs, V128, ...code];
  return Uint8Array.from([
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...section(1, [1, 96, 1, I32, 1, F32]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
    ...section(10, [1, ...unsigned(func.length), ...func]),
  ]);
}
function section(id, content) {
  return [id, ...unsigned(content.length), ...content];
}
function unsigned(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

export { measureCeilingGflops };
