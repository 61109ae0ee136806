/** A type of numbers in NumPy's arrays. */
export interface ElementType {
  /** NumPy's name for it. */
  readonly name: string;
  readonly bytes: number;
  /** The number at an offset, rounded where it is a whole one beyond 2^53. */
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

/** By the code in a pickled dtype: a letter for the kind, and the bytes of one (NumPy's array interface protocol). */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ['b1', { name: 'bool', bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ['i1', { name: 'int8', bytes: 1, read: (view, offset) => view.getInt8(offset) }],
  ['i2', { name: 'int16', bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) }],
  ['i4', { name: 'int32', bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) }],
  [
    'i8',
    { name: 'int64', bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  ],
  ['u1', { name: 'uint8', bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ['u2', { name: 'uint16', bytes: 2, read: (view, offset, little) => view.getUint16(offset, little) }],
  ['u4', { name: 'uint32', bytes: 4, read: (view, offset, little) => view.getUint32(offset, little) }],
  [
    'u8',
    { name: 'uint64', bytes: 8, read: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  ],
  ['f4', { name: 'float32', bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) }],
  ['f8', { name: 'float64', bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) }],
]);
