import { Dense, Model, Rescale, Softmax, UserError } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportOnnx, readOnnx } from '../../src';
import { ProtoWriter } from '../../src/protobuf/proto-writer';

function smallFile(): Uint8Array {
  const model = new Model({ labels: ['left', 'right'] });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(3, 2));
  model.add(new Softmax());
  model.finalize();
  return exportOnnx(model);
}

/** A file of somebody else's: a graph with just these fields, and what no file lacks. */
function fileWith(writeGraph: (graph: ProtoWriter) => void): Uint8Array {
  return new ProtoWriter()
    .integer(1, 9)
    .message(7, writeGraph)
    .message(8, (opset) => opset.integer(2, 20))
    .finish();
}

/** Reads a file that may be damaged. @returns whether it could be read; throws where it fails otherwise than by a sentence */
function reads(bytes: Uint8Array): boolean {
  try {
    readOnnx(bytes);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return false;
  }
}

describe('ONNX files', () => {
  it('by others are summed up too', () => {
    const file = fileWith((graph) => {
      graph.message(1, (node) => node.string(4, 'Conv').string(7, 'ai.onnx'));
      graph.message(5, (tensor) => tensor.integer(1, 2).integer(1, 3).integer(2, 11).string(8, 'w'));
      graph.message(5, (tensor) => tensor.bytes(1, Uint8Array.of(2, 3)).integer(2, 10).string(8, 'packed'));
      graph.message(11, (value) =>
        value.string(1, 'x').message(2, (type) =>
          type.message(1, (tensor) =>
            tensor.integer(1, 10).message(2, (shape) => {
              shape.message(1, () => {});
              shape.message(1, (axis) => axis.string(2, 'width'));
              shape.message(1, (axis) => axis.integer(1, 4));
            }),
          ),
        ),
      );
      graph.message(12, (value) =>
        value.string(1, 'y').message(2, (type) => type.message(1, (tensor) => tensor.integer(1, 7))),
      );
      graph.message(12, (value) => value.string(1, 'z').message(2, (type) => type.message(4, () => {})));
    });
    expect(readOnnx(file)).toEqual({
      irVersion: 9,
      opsets: new Map([['', 20]]),
      producerName: '',
      producerVersion: '',
      graphName: '',
      inputs: [{ name: 'x', dtype: 'float16', shape: ['?', 'width', 4] }],
      outputs: [
        { name: 'y', dtype: 'int64' },
        { name: 'z', dtype: 'sequence' },
      ],
      nodes: ['Conv'],
      initializers: [
        { name: 'w', dtype: 'float64', shape: [2, 3] },
        { name: 'packed', dtype: 'float16', shape: [2, 3] },
      ],
      metadata: new Map(),
    });
  });

  it('are read at any place in a larger buffer', () => {
    const file = smallFile();
    const larger = new Uint8Array(file.length + 5);
    larger.set(file, 3);
    expect(readOnnx(larger.subarray(3, 3 + file.length))).toEqual(readOnnx(file));
  });

  it('cut anywhere are refused, or read where only whole parts are missing', () => {
    const file = smallFile();
    let read = 0;
    for (let length = 0; length < file.length; length++) {
      if (reads(file.subarray(0, length))) read++;
    }
    // Cut before each of the two entries of metadata, the file is a whole one without them.
    expect(read).toBe(2);
  });

  it('with bytes changed are read or refused, never worse', () => {
    const file = smallFile();
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(file);
        for (const [place, value] of changes) bytes[place] = value;
        reads(bytes);
      }),
      { numRuns: 200, seed: 20 },
    );
  });

  it('of random bytes are read or refused, never worse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        reads(bytes);
      }),
      { numRuns: 200, seed: 21 },
    );
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /^This is no whole ONNX file: it has no IR version$/],
    ['no graph', new ProtoWriter().integer(1, 8).finish(), /it has no graph$/],
    [
      'no operator set',
      new ProtoWriter()
        .integer(1, 8)
        .message(7, () => {})
        .finish(),
      /it has no operator set$/,
    ],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /^The ONNX file is cut off or damaged/],
    [
      'text for a version',
      new ProtoWriter().string(1, '8').finish(),
      /must have an integer in field 1, got a block/,
    ],
    ['a version past counting', new ProtoWriter().integer(1, 2 ** 60).finish(), /too large to be real$/],
    [
      'a length of four gigabytes',
      Uint8Array.of(0x3a, 255, 255, 255, 255, 15),
      /cut off or damaged at its byte 6$/,
    ],
    ['a million open groups', new Uint8Array(1_000_000).fill(0x0b), /no field can begin at its byte 0$/],
    ['an endless number', new Uint8Array(1_000_000).fill(255), /damaged/],
    [
      'a node without an operation',
      fileWith((graph) => graph.message(1, () => {})),
      /^Node 0 .* what operation/,
    ],
    [
      'fewer bytes than the shape takes',
      fileWith((graph) => graph.message(5, (t) => t.integer(1, 2).integer(2, 1).bytes(9, new Uint8Array(7)))),
      /^Initializer 0 .* has 7 bytes, but float32 of shape \[2\] takes 8$/,
    ],
    [
      'a shape past counting',
      fileWith((graph) =>
        graph.message(5, (t) =>
          t
            .integer(1, 2 ** 40)
            .integer(1, 2 ** 40)
            .integer(2, 1),
        ),
      ),
      /which no tensor has$/,
    ],
    [
      'a negative shape',
      fileWith((graph) => graph.message(5, (t) => t.integer(1, -1).integer(2, 1))),
      /no tensor has$/,
    ],
    [
      'a million axes',
      fileWith((graph) => graph.message(5, (t) => t.bytes(1, new Uint8Array(1_000_000).fill(1)))),
      /more than 64 numbers in field 1$/,
    ],
    [
      'an element type nobody knows',
      fileWith((graph) => graph.message(5, (t) => t.integer(2, 99))),
      /has the element type 99, which ONNX does not have$/,
    ],
    [
      'an input without a type',
      fileWith((graph) => graph.message(11, (v) => v.string(1, 'x'))),
      /^Input 0 .* type it is$/,
    ],
    [
      'a name that is not UTF-8',
      fileWith((graph) => graph.bytes(2, Uint8Array.of(255))),
      /field 2 that is not UTF-8$/,
    ],
    [
      'more nodes than any model',
      fileWith((graph) => {
        for (let n = 0; n <= 100_000; n++) graph.message(1, (node) => node.string(4, 'A'));
      }),
      /holds more than 100000 nodes/,
    ],
    [
      'metadata twice',
      new ProtoWriter()
        .message(14, (entry) => entry.string(1, 'a'))
        .message(14, (entry) => entry.string(1, 'a'))
        .finish(),
      /has the metadata "a" twice$/,
    ],
  ])('with %s are refused with a sentence', (_, bytes, sentence) => {
    expect(() => readOnnx(bytes)).toThrow(UserError);
    expect(() => readOnnx(bytes)).toThrow(sentence);
  });
});
