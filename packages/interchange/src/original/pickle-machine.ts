import { roleOf } from './known-globals';
import { makeArrayFromBuffer, makeDtype, makeScalar, setArrayState, setDtypeState } from './numpy-state';
import type { PickleReader } from './pickle-reader';
import { PickleStack } from './pickle-stack';
import {
  describe,
  isKind,
  type PickledBytes,
  type PickledGlobal,
  type PickledObject,
  type PickledTuple,
  type PickleValue,
  qualifiedName,
} from './pickle-value';

/**
 * What a pickle's opcodes do (PEP 307 for protocol 2, PEP 3154 for protocol 4, PEP 574 for protocol 5), with one
 * difference to Python's machine: where that imports and calls what the file names, this one knows a few names
 * ({@link roleOf}) and builds plain data; all others are refused.
 */
export class PickleMachine {
  readonly stack: PickleStack;
  readonly #memo = new Map<number, PickleValue>();
  /** What `_codecs.encode` made of a text: asked for twice, it is not made twice. */
  readonly #encoded = new Map<string, Uint8Array>();

  constructor(readonly reader: PickleReader) {
    this.stack = new PickleStack(reader);
  }

  /** Keeps the last value under a number, by default the next. @throws OriginalFileError where there is no value. */
  remember(index = this.#memo.size): void {
    this.#memo.set(index, this.stack.top());
  }

  /** Pushes the value that was kept under a number. @throws OriginalFileError where there is none. */
  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.reader.fault(`asks for value ${index}, but none was kept under it`);
    this.stack.push(value);
  }

  /** Pushes a class or a function. @throws OriginalFileError where a file of the original program has no need of it. */
  pushGlobal(module: PickleValue, name: PickleValue): void {
    if (typeof module !== 'string' || typeof name !== 'string') {
      throw this.reader.fault(`wants two names, got ${describe(module)} and ${describe(name)}`);
    }
    if (!roleOf(module, name)) {
      throw this.reader.fault(
        `names ${qualifiedName(module, name)}, which no file of the original program needs and which is not run`,
      );
    }
    this.stack.push({ kind: 'global', at: this.reader.at, module, name });
  }

  pushTuple(items: readonly PickleValue[]): void {
    this.stack.push({ kind: 'tuple', at: this.reader.at, items });
  }

  pushBytes(bytes: Uint8Array): void {
    this.stack.push({ kind: 'bytes', at: this.reader.at, bytes });
  }

  /** Adds to the list that is the last value. @throws OriginalFileError where it is no list. */
  append(items: readonly PickleValue[]): void {
    const list = this.stack.top();
    if (!isKind(list, 'list')) throw this.reader.fault(`adds to ${describe(list)}, which is no list`);
    for (const item of items) list.items.push(item);
  }

  /**
   * Sets entries of the dict that is the last value.
   * @param items keys and values by turns
   * @throws OriginalFileError where it is no dict, or a key is neither text nor a number.
   */
  setItems(items: readonly PickleValue[]): void {
    const dict = this.stack.top();
    if (!isKind(dict, 'dict')) throw this.reader.fault(`adds entries to ${describe(dict)}, which is no dict`);
    if (items.length % 2 !== 0) throw this.reader.fault('has a key without a value');
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i];
      if (typeof key !== 'string' && typeof key !== 'number') {
        throw this.reader.fault(`uses ${describe(key)} as a key, which should be text or a number`);
      }
      dict.entries.set(key, items[i + 1]);
    }
  }

  /**
   * Pushes a new object of a class of the program.
   * @throws OriginalFileError where the stack holds anything else than such a class and no arguments.
   */
  makeObject(): void {
    const args = this.stack.pop();
    const type = this.stack.pop();
    if (!isKind(type, 'global') || roleOf(type.module, type.name) !== 'program class') {
      throw this.reader.fault(`makes an object of ${describe(type)}, which is no class of the program`);
    }
    if (!isKind(args, 'tuple') || args.items.length > 0) {
      throw this.reader.fault(`makes a ${type.name} with ${describe(args)}, which should be an empty tuple`);
    }
    const { module, name } = type;
    this.stack.push({ kind: 'object', at: this.reader.at, module, name, state: undefined });
  }

  /**
   * Pushes what one of NumPy's makers makes.
   * @throws OriginalFileError where the stack holds anything else than a maker and its arguments.
   */
  callGlobal(): void {
    const args = this.stack.pop();
    const callee = this.stack.pop();
    if (!isKind(callee, 'global')) {
      throw this.reader.fault(`calls ${describe(callee)}, which is no function`);
    }
    if (!isKind(args, 'tuple')) {
      throw this.reader.fault(`calls ${describe(callee)} with ${describe(args)}, which should be a tuple`);
    }
    this.stack.push(this.#call(callee, args));
  }

  /**
   * Gives the last value its state.
   * @throws OriginalFileError where it is of a kind that has none, has one already, or the state is none.
   */
  setState(): void {
    const state = this.stack.pop();
    const target = this.stack.top();
    if (isKind(target, 'array')) setArrayState(this.reader, target, state);
    else if (isKind(target, 'dtype')) setDtypeState(this.reader, target, state);
    else if (isKind(target, 'object')) this.#setAttributes(target, state);
    else throw this.reader.fault(`gives a state to ${describe(target)}, which has none`);
  }

  #call(callee: PickledGlobal, args: PickledTuple): PickleValue {
    const { reader } = this;
    const role = roleOf(callee.module, callee.name);
    switch (role) {
      case '_reconstruct':
        return this.#emptyArray(args);
      case '_frombuffer':
        return makeArrayFromBuffer(reader, args);
      case 'dtype':
        return makeDtype(reader, args);
      case 'scalar':
        return makeScalar(reader, args);
      case 'encode':
        return this.#encode(args);
      case 'bytes':
        return this.#emptyBytes(args);
      default:
        throw reader.fault(`calls ${describe(callee)}, which a pickle has no need to call`);
    }
  }

  #emptyArray({ items: [type] }: PickledTuple): PickleValue {
    if (!isKind(type, 'global') || roleOf(type.module, type.name) !== 'ndarray') {
      throw this.reader.fault(`makes an array of ${describe(type)}, which should be numpy.ndarray`);
    }
    return { kind: 'array', at: this.reader.at, content: undefined };
  }

  /** Bytes that protocol 2 stores as text, a character each. */
  #encode({ items: [text, encoding] }: PickledTuple): PickledBytes {
    if (typeof text !== 'string' || encoding !== 'latin1') {
      throw this.reader.fault(
        `encodes ${describe(text)} as ${describe(encoding)}, which should be text as "latin1"`,
      );
    }
    let bytes = this.#encoded.get(text);
    if (!bytes) {
      bytes = Uint8Array.from({ length: text.length }, (_, index) => this.#latin1(text.charCodeAt(index)));
      this.#encoded.set(text, bytes);
    }
    return { kind: 'bytes', at: this.reader.at, bytes };
  }

  #emptyBytes({ items }: PickledTuple): PickledBytes {
    if (items.length > 0)
      throw this.reader.fault('makes bytes of something, which only protocols 0 and 1 do');
    return { kind: 'bytes', at: this.reader.at, bytes: new Uint8Array(0) };
  }

  #latin1(code: number): number {
    if (code > 0xff) throw this.reader.fault(`encodes the character ${code}, which latin1 does not have`);
    return code;
  }

  /** The dict is shared, not copied: many objects may be given the same one. */
  #setAttributes(object: PickledObject, state: PickleValue): void {
    if (object.state) throw this.reader.fault(`gives a ${object.name} a second state`);
    if (!isKind(state, 'dict')) {
      throw this.reader.fault(
        `gives a ${object.name} ${describe(state)} for a state, which should be a dict`,
      );
    }
    object.state = state.entries;
  }
}
