import { opcodes } from './opcodes';
import { OriginalFileError } from './original-file-error';
import { PickleMachine } from './pickle-machine';
import { PickleReader } from './pickle-reader';
import type { PickleValue } from './pickle-value';

const PROTO = 0x80;
const FRAME = 0x95;
const STOP = 0x2e;

/** A file of any size may have so many opcodes… */
const FREE_OPCODES = 20_000;
/** …and one more for each so many bytes: real ones have one in hundreds, nearly all bytes being those of arrays. */
const BYTES_PER_OPCODE = 64;

/**
 * Reads a pickle of protocol 2 to 5 and runs no code from it: the result is plain data, and what names anything but
 * NumPy's arrays and the original program's classes is refused. Does not recurse, so nothing is nested too deep; takes
 * memory of a few times the file's at most.
 *
 * The format is that of Python's Lib/pickletools.py, PEP 307, PEP 3154 and PEP 574.
 * @throws OriginalFileError that says what is wrong, and at which byte.
 */
export function unpickle(bytes: Uint8Array): PickleValue {
  const reader = new PickleReader(bytes);
  readProtocol(reader);
  const machine = new PickleMachine(reader);
  const limit = FREE_OPCODES + bytes.length / BYTES_PER_OPCODE;
  for (let count = 1; ; count++) {
    const code = reader.opcode();
    if (count > limit) {
      throw reader.fault(`is opcode ${count}, more than a real file of ${bytes.length} bytes has`);
    }
    if (code === STOP) break;
    if (code === FRAME) readFrame(reader);
    else run(machine, code);
  }
  const value = machine.stack.last();
  if (reader.left > 0) throw reader.fault(`ends the pickle, but ${reader.left} more bytes follow`);
  return value;
}

function readProtocol(reader: PickleReader): void {
  if (reader.left === 0) throw new OriginalFileError(0, 'the file ends: it is empty');
  if (reader.opcode() !== PROTO) {
    throw new OriginalFileError(
      0,
      'a pickle should begin with the opcode PROTO, as those of protocol 2 and later do',
    );
  }
  const protocol = reader.uint8();
  if (protocol < 2 || protocol > 5) {
    throw reader.fault(`tells the pickle’s protocol ${protocol}, but only 2 to 5 are known`);
  }
}

/** A frame only says that so many bytes can be read at once. */
function readFrame(reader: PickleReader): void {
  const length = reader.uint64();
  if (length > reader.left) throw reader.fault(`claims ${length} bytes, but only ${reader.left} follow`);
}

function run(machine: PickleMachine, code: number): void {
  const operation = opcodes.get(code);
  if (!operation) throw machine.reader.fault('is no opcode that a file of the original program has');
  operation(machine);
}
