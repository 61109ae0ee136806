import { crc32c } from '@aws-crypto/crc32c';
import { UserError } from '@fmnist/core';

const LENGTH_BYTES = 8;
const CHECKSUM_BYTES = 4;
const HEAD_BYTES = LENGTH_BYTES + CHECKSUM_BYTES;
const MASK = 0xa282ead8;

/**
 * One record of a TFRecord file (https://www.tensorflow.org/tutorials/load_data/tfrecord): the length of the data in
 * eight bytes, its checksum, the data, its checksum; all little-endian. Records one after another are a file.
 */
export function encodeRecord(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(HEAD_BYTES + data.length + CHECKSUM_BYTES);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(LENGTH_BYTES, maskedChecksum(record.subarray(0, LENGTH_BYTES)), true);
  record.set(data, HEAD_BYTES);
  view.setUint32(HEAD_BYTES + data.length, maskedChecksum(data), true);
  return record;
}

/**
 * The data of each record of a TFRecord file, as views of it. Nothing is taken before its checksum is right.
 * @param where what error messages call the file
 * @throws UserError where a checksum is wrong, or the file ends inside a record.
 */
export function* decodeRecords(bytes: Uint8Array, where: string): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  for (let index = 0; position < bytes.length; index++) {
    const cutOff = `${where} ends inside record ${index}, which begins at byte ${position}: it is cut off, or still being written`;
    const left = bytes.length - position - HEAD_BYTES;
    if (left < 0) throw new UserError(cutOff);
    const head = bytes.subarray(position, position + LENGTH_BYTES);
    if (view.getUint32(position + LENGTH_BYTES, true) !== maskedChecksum(head)) {
      throw new UserError(
        `${where} is no file of records, or damaged: the length of record ${index} has another checksum`,
      );
    }
    const length = Number(view.getBigUint64(position, true));
    if (length + CHECKSUM_BYTES > left) throw new UserError(cutOff);
    const start = position + HEAD_BYTES;
    const data = bytes.subarray(start, start + length);
    if (view.getUint32(start + length, true) !== maskedChecksum(data)) {
      throw new UserError(`${where} is damaged: the data of record ${index} has another checksum`);
    }
    yield data;
    position = start + length + CHECKSUM_BYTES;
  }
}

/**
 * CRC-32C (Castagnoli), turned and moved: checksums of data that holds checksums would be weak without that
 * (`Mask` in TensorFlow’s crc32c.h).
 */
export function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + MASK) >>> 0;
}
