/** Changes a WebAssembly module before it is compiled. */
export type CodeChange = (code: Uint8Array) => void;

/** f32x4.mul, local.get, f32x4.add: a·b, then c, then their sum. The place of the local's index is negative. */
const MULTIPLY_ADD = [0xfd, 0xe6, 0x01, 0x20, -1, 0xfd, 0xe4, 0x01];
const LOCAL = 4;

/**
 * Makes of each multiplication and the addition behind it one operation, f32x4.relaxed_madd: c comes first, as the third
 * operand. Three bytes that do nothing keep the length. `scripts/build-kernels.mjs` sees to it that none is missed.
 * @param code a WebAssembly module, which is changed
 */
export function fuse(code: Uint8Array): void {
  allowRelaxedSimd();
  for (let at = 0; at < code.length; at++) {
    if (MULTIPLY_ADD.every((byte, index) => byte < 0 || code[at + index] === byte)) {
      code.set([0x20, code[at + LOCAL], 0xfd, 0x85, 0x02, 0x01, 0x01, 0x01], at);
    }
  }
}

/** Node 20 has relaxed SIMD, but behind a flag; later ones and browsers have it without. */
function allowRelaxedSimd(): void {
  const node = globalThis.process?.versions?.node;
  if (node && Number.parseInt(node, 10) < 22) {
    process.getBuiltinModule('node:v8').setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
}
