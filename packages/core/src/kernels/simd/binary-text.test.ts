import { expect, it } from 'vitest';
import { allKernelSets } from '../../../test/all-kernel-sets';
import { hasSimd } from '../../../test/machine';
import { bytesOfText } from './binary-text';

it('the compiled kernels are WebAssembly again, to the last byte', () => {
  for (const { code } of allKernelSets) {
    expect([...bytesOfText(code).subarray(0, 8)]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    if (hasSimd) expect(WebAssembly.validate(bytesOfText(code))).toBe(true);
  }
});
