import type { EvaluationTask } from '../model/evaluation-pass';
import type { Targets } from '../model/targets';
import type { TensorData } from '../tensor/dtype';

/** `data` where other threads can see it: itself, if they can, or a copy. */
export function shareArray<T extends TensorData>(data: T): T;
export function shareArray(data: TensorData): TensorData {
  if (data.buffer instanceof SharedArrayBuffer) return data;
  const buffer = new SharedArrayBuffer(data.byteLength);
  const copy = emptyLike(data, buffer);
  copy.set(data);
  return copy;
}

/** Targets that other threads can see. */
export function shareTargets({ count, classes, values }: Targets): Targets {
  return { count, classes: shareArray(classes), values: shareArray(values) };
}

/** What to evaluate on, and where the measures go, where other threads can see it. */
export function shareEvaluation({ samples, targets, losses, matches }: EvaluationTask): EvaluationTask {
  return {
    samples: shareArray(samples),
    targets: shareTargets(targets),
    losses: shareArray(losses),
    matches: shareArray(matches),
  };
}

function emptyLike(data: TensorData, buffer: SharedArrayBuffer): TensorData {
  if (data instanceof Uint8Array) return new Uint8Array(buffer);
  if (data instanceof Int32Array) return new Int32Array(buffer);
  if (data instanceof Float32Array) return new Float32Array(buffer);
  return new Float64Array(buffer);
}
