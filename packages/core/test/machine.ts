/**
 * What tests are skipped by that are about something this machine lacks. Asked of the platform, not of `capabilities`: kernels
 * that no longer compile must fail, not be skipped.
 */

/** A function that makes a vector of a number and counts its bits, lane by lane. */
const VECTORS = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
];

/** Whether there is WebAssembly with vectors. */
export const hasSimd = typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(VECTORS));

/** Whether there is memory that threads can share. */
export const hasSharedMemory = typeof SharedArrayBuffer === 'function';

/** Whether a training can have several threads: they share the memory of the kernels with vectors. */
export const hasTeams = hasSimd && hasSharedMemory;
