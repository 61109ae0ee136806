import type { Floats, FloatType } from '../tensor/dtype';
import type { AccuracyKernels } from './accuracy-kernels';
import type { ActivationKernels } from './activation-kernels';
import type { AffineKernels } from './affine-kernels';
import type { ConvolutionKernels } from './convolution-kernels';
import type { LossKernels } from './loss-kernels';
import type { MemoryKernels } from './memory-kernels';
import type { NormalizationKernels } from './normalization-kernels';
import type { OptimizerKernels } from './optimizer-kernels';
import type { ParameterKernels } from './parameter-kernels';
import type { PoolingKernels } from './pooling-kernels';
import type { RandomKernels } from './random-kernels';
import type { KernelSet } from './sets/kernel-set';

/**
 * What the machine can do: the one interface between networks and number crunching. Layers, losses and optimizers
 * call these functions and nothing else touches the numbers. `reference/` is the definition of each kernel in plain
 * TypeScript; a faster maker must give the same bits.
 *
 * Every kernel works on a range, `start` up to, not including, `end`: of rows of a batch, or of rows of a parameter.
 * No range reads what another range of the same call writes, so ranges can be shared out among threads, and every
 * element is computed by the same operations in the same order whatever the ranges are.
 *
 * In float32 every single operation rounds to float32, unless a kernel says that it works in float64 inside.
 */
export interface Kernels
  extends MemoryKernels,
    ParameterKernels,
    AffineKernels,
    ConvolutionKernels,
    PoolingKernels,
    NormalizationKernels,
    ActivationKernels,
    LossKernels,
    AccuracyKernels,
    RandomKernels,
    OptimizerKernels {
  /** The element type of all activations and parameters. */
  readonly dtype: FloatType;
  /** Brings in the kernels of sets that are not there yet. */
  include(sets: readonly KernelSet[]): void;
  /** What other threads need to work in the same memory; nothing where these kernels cannot share theirs. */
  readonly shared: SharedKernels | undefined;
}

/**
 * Numbers in rows: a batch between two layers, one row a sample, or a parameter, its gradient, an optimizer's state.
 * Row r begins at `values[r · stride]`.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** From the first number of a row to that of the next, at least `columns`. What lies between rows means nothing. */
  readonly stride: number;
  readonly values: Floats;
}

/** `exact` gives the same bits on every machine; `fast` may fuse multiplications with additions. */
export type Precision = 'exact' | 'fast';

/** A piece of the kernels' memory, in bytes. */
export interface MemoryPiece {
  readonly offset: number;
  readonly bytes: number;
}

/** Kernels as another thread gets them: the compiled code and the memory it works in. */
export interface SharedKernels {
  readonly modules: readonly WebAssembly.Module[];
  readonly memory: WebAssembly.Memory;
  /** How much memory each thread needs for itself: the first piece it is given. */
  readonly scratchBytes: number;
}
