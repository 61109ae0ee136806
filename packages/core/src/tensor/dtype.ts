/** The names of the element types a {@link Tensor} can hold. */
export type DType = 'float32' | 'float64' | 'uint8' | 'int32';

/** The typed array behind each {@link DType}. */
export type TensorData = Float32Array | Float64Array | Uint8Array | Int32Array;

/** Element types a network computes in: float32 to train, float64 to check gradients. */
export type FloatType = 'float32' | 'float64';

/** The typed arrays a network computes in. */
export type Floats = Float32Array | Float64Array;

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int32: Int32Array,
} as const;

/** Bytes of one element. */
export function bytesPerElement(dtype: DType): number {
  return constructors[dtype].BYTES_PER_ELEMENT;
}

/** A zero-filled typed array of `length` elements of type `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): InstanceType<(typeof constructors)[D]>;
export function allocate(dtype: DType, length: number): TensorData {
  return new constructors[dtype](length);
}

/**
 * The name of a typed array's element type.
 * @throws TypeError where the array is none of the four a tensor can hold.
 */
export function dtypeOf(data: TensorData): DType {
  for (const [name, kind] of Object.entries(constructors)) {
    if (data instanceof kind) return name as DType;
  }
  throw new TypeError(
    `A tensor holds a Float32Array, Float64Array, Uint8Array or Int32Array, got ${describe(data)}`,
  );
}

/** What a value is, in a word: the name of its class, or its type. */
function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}
