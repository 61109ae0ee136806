import type { ElementType } from './element-type';

/**
 * What a pickle holds, as plain data. Nothing here is an instance of what the file names: an object is its class's name
 * and its state, an array its shape and its bytes. Values may refer to each other in circles, as a network's layers do.
 * Everything that is no plain number or text says at which byte (`at`) of the file it was begun.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickledBytes
  | PickledList
  | PickledTuple
  | PickledDict
  | PickledGlobal
  | PickledObject
  | PickledArray
  | PickledDtype;

/** Python's `bytes` or `bytearray`. Shares the file's memory where it can. */
export interface PickledBytes {
  readonly kind: 'bytes';
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface PickledList {
  readonly kind: 'list';
  readonly at: number;
  readonly items: PickleValue[];
}

export interface PickledTuple {
  readonly kind: 'tuple';
  readonly at: number;
  readonly items: readonly PickleValue[];
}

export interface PickledDict {
  readonly kind: 'dict';
  readonly at: number;
  readonly entries: Map<string | number, PickleValue>;
}

/** A class or a function, by name. */
export interface PickledGlobal {
  readonly kind: 'global';
  readonly at: number;
  readonly module: string;
  readonly name: string;
}

/** An instance of one of the program's own classes. */
export interface PickledObject {
  readonly kind: 'object';
  readonly at: number;
  readonly module: string;
  /** The name of the class. */
  readonly name: string;
  /** The attributes. Nothing until the pickle tells them, and for objects that have none. */
  state: ReadonlyMap<string | number, PickleValue> | undefined;
}

/** A NumPy array. */
export interface PickledArray {
  readonly kind: 'array';
  readonly at: number;
  /** Nothing until the pickle tells it. */
  content: ArrayContent | undefined;
}

/** An array's numbers as NumPy stores them: as many bytes as shape and type say. */
export interface ArrayContent {
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly littleEndian: boolean;
  /** Whether the first axis is contiguous, as in Fortran, and not the last, as in C. */
  readonly fortran: boolean;
  readonly bytes: Uint8Array;
}

/** The type of a NumPy array's elements. */
export interface PickledDtype {
  readonly kind: 'dtype';
  readonly at: number;
  readonly type: ElementType;
  littleEndian: boolean;
}

type Kinds = Exclude<PickleValue, null | boolean | number | string>;

/** Whether a value is of the kind asked for. */
export function isKind<K extends Kinds['kind']>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<Kinds, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** A value in a few words, for messages. */
export function describe(value: PickleValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'string') return quote(value);
  switch (value.kind) {
    case 'bytes':
      return `${value.bytes.length} bytes`;
    case 'array':
      return value.content ? `an array of shape ${formatShape(value.content.shape)}` : 'an unfinished array';
    case 'object':
      return `an object of class ${value.name}`;
    case 'global':
      return qualifiedName(value.module, value.name);
    default:
      return `a ${value.kind}`;
  }
}

/** `[2, 3]` as text; of many axes the first. */
export function formatShape(shape: readonly number[]): string {
  return `[${shape.slice(0, 8).join(', ')}${shape.length > 8 ? ', …' : ''}]`;
}

/** `module.name` as text: bare where both are Python names of usual length, else so that nothing in it can mislead. */
export function qualifiedName(module: string, name: string): string {
  const plain = /^[\w.]{1,60}$/;
  return `${plain.test(module) ? module : quote(module)}.${plain.test(name) ? name : quote(name)}`;
}

/** Text of a file as it can stand in a message: on one line, and short. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
