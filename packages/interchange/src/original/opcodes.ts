import type { PickleMachine } from './pickle-machine';

/** Carries one opcode out. */
type Run = (machine: PickleMachine) => void;

/**
 * The opcodes Python's pickler writes under protocols 2 to 5 for what the original program keeps (Lib/pickletools.py
 * says what each means). Of PROTO, FRAME and STOP, which are no work for the machine, `unpickle` takes care.
 */
export const opcodes: ReadonlyMap<number, Run> = new Map(
  Object.entries<Run>({
    // None, truth values and numbers
    N: ({ stack }) => stack.push(null),
    '\x88': ({ stack }) => stack.push(true),
    '\x89': ({ stack }) => stack.push(false),
    K: ({ stack, reader }) => stack.push(reader.uint8()),
    M: ({ stack, reader }) => stack.push(reader.uint16()),
    J: ({ stack, reader }) => stack.push(reader.int32()),
    '\x8a': ({ stack, reader }) => stack.push(reader.integer(reader.uint8())),
    '\x8b': ({ stack, reader }) => stack.push(reader.integer(reader.uint32())),
    G: ({ stack, reader }) => stack.push(reader.float64()),
    // text and bytes
    '\x8c': ({ stack, reader }) => stack.push(reader.text(reader.uint8())),
    X: ({ stack, reader }) => stack.push(reader.text(reader.uint32())),
    '\x8d': ({ stack, reader }) => stack.push(reader.text(reader.uint64())),
    C: (machine) => machine.pushBytes(machine.reader.bytes(machine.reader.uint8())),
    B: (machine) => machine.pushBytes(machine.reader.bytes(machine.reader.uint32())),
    '\x8e': (machine) => machine.pushBytes(machine.reader.bytes(machine.reader.uint64())),
    '\x96': (machine) => machine.pushBytes(machine.reader.bytes(machine.reader.uint64())),
    // tuples, lists and dicts
    '(': ({ stack }) => stack.mark(),
    ')': (machine) => machine.pushTuple([]),
    '\x85': (machine) => machine.pushTuple(machine.stack.popMany(1)),
    '\x86': (machine) => machine.pushTuple(machine.stack.popMany(2)),
    '\x87': (machine) => machine.pushTuple(machine.stack.popMany(3)),
    t: (machine) => machine.pushTuple(machine.stack.popToMark()),
    ']': ({ stack, reader }) => stack.push({ kind: 'list', at: reader.at, items: [] }),
    a: (machine) => machine.append(machine.stack.popMany(1)),
    e: (machine) => machine.append(machine.stack.popToMark()),
    '}': ({ stack, reader }) => stack.push({ kind: 'dict', at: reader.at, entries: new Map() }),
    s: (machine) => machine.setItems(machine.stack.popMany(2)),
    u: (machine) => machine.setItems(machine.stack.popToMark()),
    // the memo
    q: (machine) => machine.remember(machine.reader.uint8()),
    r: (machine) => machine.remember(machine.reader.uint32()),
    '\x94': (machine) => machine.remember(),
    h: (machine) => machine.recall(machine.reader.uint8()),
    j: (machine) => machine.recall(machine.reader.uint32()),
    // classes, functions and objects
    c: (machine) => machine.pushGlobal(machine.reader.line(), machine.reader.line()),
    '\x93': (machine) => {
      const [module, name] = machine.stack.popMany(2);
      machine.pushGlobal(module, name);
    },
    R: (machine) => machine.callGlobal(),
    '\x81': (machine) => machine.makeObject(),
    b: (machine) => machine.setState(),
  }).map(([character, run]) => [character.charCodeAt(0), run]),
);
