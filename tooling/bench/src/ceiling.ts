/**
 * What one core does with 128-bit SIMD in WebAssembly, at most: nothing but multiplications and additions of four
 * floats at once, half of each, in chains that do not wait for each other. Operands never leave the registers. How many
 * chains keep a core busy depends on its latencies and on how many registers it has, so several numbers are tried.
 * (Chains of a = a·x + y would need twice as many to hide both latencies: more than x64 has registers for.)
 *
 * The module is put together by hand: (func (export "run") (param i32) (result f32)), whose loop runs `param` times.
 */

/** Numbers of chains that multiply, each of them beside as many that add. */
const PAIRS = [6, 7, 8, 10];
/** How often the loop's body holds each instruction. */
const UNROLLS = [1, 2];
/** Of a pair: four floats multiplied, four added. */
const FLOPS = 8;
/** How long a module is measured, a few times, of which the best counts. */
const RUN_MS = 4;
const RUNS = 3;

/** @returns 10^9 floating-point operations a second of one core */
export async function measureCeilingGflops(): Promise<number> {
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

function measureRun(run: (iterations: number) => unknown, flopsPerIteration: number): number {
  const time = (iterations: number) => {
    const begin = performance.now();
    run(iterations);
    return performance.now() - begin;
  };
  let iterations = 1024;
  // Also gives the engine time to compile the function well.
  while (time(iterations) < RUN_MS) iterations *= 2;
  const ms = Math.min(...Array.from({ length: RUNS }, () => time(iterations)));
  return (iterations * flopsPerIteration) / (ms * 1e6);
}

/** Types of values, as the binary format writes them. */
const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
/** A loop that has no result. */
const VOID = 0x40;

/** Instructions, by their names in the specification. */
const op = {
  loop: [0x03, VOID],
  end: [0x0b],
  branchIf0: [0x0d, 0x00],
  localGet: (index: number) => [0x20, index],
  localSet: (index: number) => [0x21, index],
  localTee: (index: number) => [0x22, index],
  i32Const1: [0x41, 0x01],
  i32Sub: [0x6b],
  f32Const: (value: number) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  f32x4Splat: [0xfd, 0x13],
  f32x4ExtractLane0: [0xfd, 0x1f, 0x00],
  f32x4Add: [0xfd, 0xe4, 0x01],
  f32x4Mul: [0xfd, 0xe6, 0x01],
};

function assemble(pairs: number, unroll: number): Uint8Array<ArrayBuffer> {
  const [counter, one, firstChain] = [0, 1, 2];
  const factors = Array.from({ length: pairs }, (_, pair) => firstChain + 2 * pair);
  const sums = factors.map((factor) => factor + 1);
  const fill = (local: number, value: number) => [
    ...op.f32Const(value),
    ...op.f32x4Splat,
    ...op.localSet(local),
  ];
  // 1·1 stays 1, and counting ends where a float has no next number: nothing overflows or becomes slow by being tiny.
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
  const func = [0x01, 1 + 2 * pairs, V128, ...code];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [0x01, 0x60, 0x01, I32, 0x01, F32]),
    ...section(3, [0x01, 0x00]),
    ...section(7, [0x01, 0x03, ...new TextEncoder().encode('run'), 0x00, 0x00]),
    ...section(10, [0x01, ...unsigned(func.length), ...func]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** An unsigned number as LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
