import { UserError } from '@fmnist/core';
import { ProtoWriter } from '../protobuf/proto-writer';
import {
  DATA_CLASS_TENSOR,
  DT_STRING,
  EVENT,
  METADATA,
  PLUGIN_DATA,
  SUMMARY,
  TENSOR,
  TEXT_PLUGIN,
  VALUE,
} from './fields';
import { encodeRecord } from './record';

/** What an event file begins with: the only version there has been since 2016. */
const FILE_VERSION = 'brain.Event:2';

/**
 * The first record of an event file.
 * @param wallTimeSeconds seconds since 1970, as `Date.now() / 1000`
 * @throws UserError where the time is no finite number ≥ 0.
 */
export function encodeFileVersion(wallTimeSeconds: number): Uint8Array<ArrayBuffer> {
  return encodeRecord(eventAt(wallTimeSeconds, 0).string(EVENT.fileVersion, FILE_VERSION).finish());
}

/**
 * A record with a point for each of several curves, all at one step. TensorBoard shows a curve a tag; tags with the same
 * beginning up to a slash stand together, as `loss/train` and `loss/validation`.
 *
 * @param wallTimeSeconds seconds since 1970
 * @param step how far training has come: what TensorBoard draws curves over
 * @param values by tag; kept as float32, and may be no numbers
 * @throws UserError where the time is no finite number ≥ 0, the step no whole number ≥ 0, or a tag empty.
 * @example await file.write(encodeScalars(Date.now() / 1000, epoch, new Map([['loss/train', 0.41]])));
 */
export function encodeScalars(
  wallTimeSeconds: number,
  step: number,
  values: ReadonlyMap<string, number>,
): Uint8Array<ArrayBuffer> {
  const event = eventAt(wallTimeSeconds, step).message(EVENT.summary, (summary) => {
    for (const [tag, scalar] of values) {
      checkTag(tag);
      summary.message(SUMMARY.value, (value) => {
        value.string(VALUE.tag, tag).float(VALUE.simpleValue, scalar);
      });
    }
  });
  return encodeRecord(event.finish());
}

/**
 * A record with a text, which TensorBoard shows in its Text tab, at step 0.
 *
 * @param wallTimeSeconds seconds since 1970
 * @param markdown Markdown, tables too
 * @throws UserError where the time is no finite number ≥ 0, or the tag is empty.
 */
export function encodeText(wallTimeSeconds: number, tag: string, markdown: string): Uint8Array<ArrayBuffer> {
  checkTag(tag);
  const event = eventAt(wallTimeSeconds, 0).message(EVENT.summary, (summary) => {
    summary.message(SUMMARY.value, (value) => {
      value.string(VALUE.tag, tag);
      value.message(VALUE.tensor, (tensor) => {
        tensor.integer(TENSOR.dtype, DT_STRING).message(TENSOR.shape, () => {});
        tensor.string(TENSOR.strings, markdown);
      });
      value.message(VALUE.metadata, (metadata) => {
        metadata.message(METADATA.pluginData, (plugin) => plugin.string(PLUGIN_DATA.pluginName, TEXT_PLUGIN));
        metadata.integer(METADATA.dataClass, DATA_CLASS_TENSOR);
      });
    });
  });
  return encodeRecord(event.finish());
}

function eventAt(wallTimeSeconds: number, step: number): ProtoWriter {
  if (!Number.isFinite(wallTimeSeconds) || wallTimeSeconds < 0) {
    throw new UserError(`An event’s time must be a number of seconds ≥ 0, got ${wallTimeSeconds}`);
  }
  if (!Number.isSafeInteger(step) || step < 0) {
    throw new UserError(`An event’s step must be a whole number ≥ 0, got ${step}`);
  }
  const event = new ProtoWriter().double(EVENT.wallTime, wallTimeSeconds);
  return step === 0 ? event : event.integer(EVENT.step, step);
}

function checkTag(tag: string): void {
  if (tag === '') throw new UserError('A value of an event needs a tag, as "loss/train", got an empty one');
}
