/** Whether this platform has worker threads and memory that they can share. */
export function canShareWork(): boolean {
  return typeof SharedArrayBuffer === 'function' && (isNode() || typeof Worker === 'function');
}

/** How many threads can run at once. */
export function countCores(): number {
  if (isNode()) return process.getBuiltinModule('node:os').availableParallelism();
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

function isNode(): boolean {
  return globalThis.process?.versions?.node !== undefined && typeof process.getBuiltinModule === 'function';
}
