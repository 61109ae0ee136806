import { type ProtoField, readMessage } from '../protobuf/proto-reader';
import { decodeValue, type TensorBoardValue } from './decode-value';
import { EVENT, SUMMARY } from './fields';
import { decodeRecords } from './record';

/** One event of an event file. */
export interface TensorBoardEvent {
  /** When it was written, in seconds since 1970. */
  readonly wallTimeSeconds: number;
  readonly step: number;
  /** What the first event of a file says, as `brain.Event:2`. */
  readonly fileVersion?: string;
  /** Numbers and texts. */
  readonly values: readonly TensorBoardValue[];
  /** How many values are of other kinds, as pictures and histograms. */
  readonly others: number;
}

/**
 * The events of a TensorBoard event file, by us or others, every checksum checked. Of values, numbers and texts are
 * taken and the rest counted.
 *
 * @throws UserError where the file is damaged, or ends inside an event, as it may while it is being written.
 */
export function decodeEvents(bytes: Uint8Array): TensorBoardEvent[] {
  const events: TensorBoardEvent[] = [];
  const textTags = new Set<string>();
  for (const data of decodeRecords(bytes, 'The event file')) {
    events.push(decodeEvent(data, `Event ${events.length} of the event file`, textTags));
  }
  return events;
}

function decodeEvent(data: Uint8Array, where: string, textTags: Set<string>): TensorBoardEvent {
  let wallTimeSeconds = 0;
  let step = 0;
  let fileVersion: string | undefined;
  let others = 0;
  const values: TensorBoardValue[] = [];
  const readValue = (field: ProtoField) => {
    const value = decodeValue(field, where, textTags);
    if (value) values.push(value);
    else others++;
  };
  readMessage(data, where, {
    [EVENT.wallTime]: (field) => {
      wallTimeSeconds = field.double();
    },
    [EVENT.step]: (field) => {
      step = field.integer();
    },
    [EVENT.fileVersion]: (field) => {
      fileVersion = field.string();
    },
    [EVENT.summary]: (field) => field.message(where, { [SUMMARY.value]: readValue }),
  });
  return { wallTimeSeconds, step, ...(fileVersion !== undefined && { fileVersion }), values, others };
}
