import type { ParameterKernels } from '../parameter-kernels';
import { parameters as reference } from '../reference/parameters';
import { rowAt, spanOf, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** What training does with whole parameters. */
export function parameters(wasm: Exports): ParameterKernels {
  return {
    swap: reference.swap,

    transpose(source, target, start, end) {
      const from = rowAt(source, 0);
      const to = rowAt(target, 0);
      wasm.transpose(from, strideOf(source), source.columns, to, strideOf(target), start, end - start);
    },

    isFinite(parameter, start, end) {
      return wasm.areFinite(rowAt(parameter, start), spanOf(parameter, start, end)) !== 0;
    },
  };
}
