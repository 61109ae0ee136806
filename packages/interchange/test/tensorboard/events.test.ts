import { crc32c } from '@aws-crypto/crc32c';
import { RandomStream, UserError } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvents, encodeFileVersion, encodeScalars, encodeText, eventFileName } from '../../src';
import { ProtoWriter } from '../../src/protobuf/proto-writer';
import { encodeRecord, maskedChecksum } from '../../src/tensorboard/record';

const join = (...records: Uint8Array[]) => new Uint8Array(records.flatMap((record) => [...record]));

/** The masked CRC-32C of bytes, little-endian, bit by bit as it is defined. */
function masked(bytes: readonly number[]): number[] {
  let checksum = 0xffffffffn;
  for (const byte of bytes) {
    checksum ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) checksum = (checksum >> 1n) ^ (checksum & 1n ? 0x82f63b78n : 0n);
  }
  checksum ^= 0xffffffffn;
  const sum = (((checksum >> 15n) | (checksum << 17n)) + 0xa282ead8n) & 0xffffffffn;
  return [0n, 8n, 16n, 24n].map((shift) => Number((sum >> shift) & 0xffn));
}

const file = join(
  encodeFileVersion(1_700_000_000.25),
  encodeText(1_700_000_001, 'config', '# A *training*'),
  encodeScalars(
    1_700_000_002,
    1,
    new Map([
      ['loss/train', 0.5],
      ['accuracy/train', 0.75],
    ]),
  ),
  encodeScalars(1_700_000_003, 2 ** 40, new Map([['loss/train', Number.NaN]])),
);

describe('event files', () => {
  it('give back what was written', () => {
    expect(decodeEvents(file)).toEqual([
      { wallTimeSeconds: 1_700_000_000.25, step: 0, fileVersion: 'brain.Event:2', values: [], others: 0 },
      {
        wallTimeSeconds: 1_700_000_001,
        step: 0,
        values: [{ kind: 'text', tag: 'config', text: '# A *training*' }],
        others: 0,
      },
      {
        wallTimeSeconds: 1_700_000_002,
        step: 1,
        values: [
          { kind: 'scalar', tag: 'loss/train', value: 0.5 },
          { kind: 'scalar', tag: 'accuracy/train', value: 0.75 },
        ],
        others: 0,
      },
      {
        wallTimeSeconds: 1_700_000_003,
        step: 2 ** 40,
        values: [{ kind: 'scalar', tag: 'loss/train', value: Number.NaN }],
        others: 0,
      },
    ]);
  });

  it('give back any numbers, as float32, under any tags', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e10, noNaN: true }),
        fc.nat(),
        fc.dictionary(fc.string({ minLength: 1 }), fc.double()),
        (time, step, scalars) => {
          const values = new Map(Object.entries(scalars));
          expect(decodeEvents(encodeScalars(time, step, values))).toEqual([
            {
              wallTimeSeconds: time,
              step,
              values: [...values].map(([tag, value]) => ({ kind: 'scalar', tag, value: Math.fround(value) })),
              others: 0,
            },
          ]);
        },
      ),
    );
  });

  it('have the bytes that the format asks for', () => {
    // Event { wall_time = 1.5, file_version = "brain.Event:2" }
    const data = [0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0x1a, 13, ...new TextEncoder().encode('brain.Event:2')];
    // Every event file by TensorFlow begins with these twelve bytes: its first event has 24.
    const head = [24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22];
    expect([...encodeFileVersion(1.5)]).toEqual([...head, ...data, ...masked(data)]);

    const scalar = [0x0a, 1, 0x61, 0x15, 0, 0, 0, 0x3f];
    const event = [...data.slice(0, 9), 0x10, 0xac, 0x02, 0x2a, 10, 0x0a, 8, ...scalar];
    const length = [event.length, 0, 0, 0, 0, 0, 0, 0];
    expect([...encodeScalars(1.5, 300, new Map([['a', 0.5]]))]).toEqual(
      [length, masked(length), event, masked(event)].flat(),
    );
  });

  it('have checksums as published', () => {
    // RFC 3720, B.4: 32 bytes of zeros, of ones, and rising.
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
    // The check value of CRC-32/ISCSI in the catalogue of CRCs, and that turned by 15 bits plus the constant.
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
    expect(maskedChecksum(new TextEncoder().encode('123456789'))).toBe(0xc78ab0e5);
  });

  it('of TensorFlow 2 keep numbers in tensors without axes', () => {
    const event = new ProtoWriter().double(1, 2).integer(2, 7);
    event.message(5, (summary) => {
      summary.message(1, (value) => {
        value.string(1, 'epoch_loss').message(8, (tensor) => {
          tensor
            .integer(1, 1)
            .message(2, () => {})
            .bytes(4, new Uint8Array(Float32Array.of(0.25).buffer));
        });
      });
      summary.message(1, (picture) => picture.string(1, 'a picture').message(4, () => {}));
    });
    expect(decodeEvents(encodeRecord(event.finish()))).toEqual([
      {
        wallTimeSeconds: 2,
        step: 7,
        values: [{ kind: 'scalar', tag: 'epoch_loss', value: 0.25 }],
        others: 1,
      },
    ]);
  });
});

describe('a damaged event file', () => {
  it('cut after any byte is refused, or ends with its last whole event', () => {
    for (let length = 0; length < file.length; length++) {
      let events: number | string;
      try {
        events = decodeEvents(file.subarray(0, length)).length;
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        events = error instanceof Error ? error.message : '';
      }
      if (typeof events === 'string') expect(events).toMatch(/ends inside record \d/);
      else expect(events).toBeLessThan(4);
    }
  });

  it('with any byte changed is refused', () => {
    const random = new RandomStream(3, 'mutations');
    for (let mutation = 0; mutation < 200; mutation++) {
      const bytes = file.slice();
      const place = Math.floor(random.uniform(2 * mutation) * bytes.length);
      bytes[place] ^= 1 + Math.floor(random.uniform(2 * mutation + 1) * 255);
      expect(() => decodeEvents(bytes)).toThrow(UserError);
    }
  });

  it('whose checksums are right and whose events are not is refused, or read', () => {
    const random = new RandomStream(4, 'events');
    const whole = encodeText(1, 'config', 'a text');
    const event = whole.subarray(12, whole.length - 4);
    for (let mutation = 0; mutation < 200; mutation++) {
      const data = event.slice();
      data[Math.floor(random.uniform(2 * mutation) * data.length)] = Math.floor(
        random.uniform(2 * mutation + 1) * 256,
      );
      try {
        decodeEvents(encodeRecord(data));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }
  });

  it('that says it is endless is refused', () => {
    const length = new Uint8Array(8).fill(0xff);
    const checksum = new Uint8Array(Uint32Array.of(maskedChecksum(length)).buffer);
    expect(() => decodeEvents(join(length, checksum, new Uint8Array(20)))).toThrow(/ends inside record 0/);
    expect(() => decodeEvents(new TextEncoder().encode('no events at all'))).toThrow(/no file of records/);
  });
});

describe('wrong use is refused in a sentence', () => {
  it.each<[() => unknown, RegExp]>([
    [() => encodeFileVersion(-1), /time must be a number of seconds ≥ 0, got -1/],
    [() => encodeScalars(1, 0.5, new Map()), /step must be a whole number ≥ 0, got 0\.5/],
    [() => encodeScalars(1, 0, new Map([['', 1]])), /needs a tag/],
    [() => encodeText(1, '', 'text'), /needs a tag/],
    [() => eventFileName(Number.NaN), /seconds ≥ 0, got NaN/],
    [() => eventFileName(1, 'a/b'), /letters, digits, dots and dashes, got "a\/b"/],
  ])('%s', (use, sentence) => {
    expect(use).toThrow(UserError);
    expect(use).toThrow(sentence);
  });
});

it('an event file’s name has the time first', () => {
  expect(eventFileName(1_700_000_000.9, 'laptop.4711')).toBe('events.out.tfevents.1700000000.laptop.4711');
  expect(eventFileName(5)).toBe('events.out.tfevents.0000000005.fmnist');
});
