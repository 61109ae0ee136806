import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasSharedMemory, hasSimd } from '../test/machine';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('capabilities', () => {
  it('are those of the machine', async () => {
    const { capabilities } = await import('./capabilities');
    expect(capabilities()).toEqual({
      simd: hasSimd,
      relaxedSimd: hasSimd,
      threads: hasSharedMemory,
      cores: availableParallelism(),
    });
  });

  it('say where there is no WebAssembly and no shared memory', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const { capabilities } = await import('./capabilities');
    expect(capabilities()).toMatchObject({ simd: false, relaxedSimd: false, threads: false });
  });
});
