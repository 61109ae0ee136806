import { defaultDevice, init } from '@jax-js/jax';

/** Chooses jax-js' WebAssembly backend. */
export async function startJax(): Promise<void> {
  await init('wasm');
  defaultDevice('wasm');
}
