import { Dense, Model, ReLU, readSafetensors, Softmax, Tensor, UserError } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportNpz, readNpz, writeNpz } from '../../src';

/** A tensor's bits: numbers that are not one are equal to themselves here, and −0 is not 0. */
function bitsOf({ dtype, shape, data }: Tensor): object {
  return { dtype, shape, bytes: [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)] };
}

function bitsOfAll(arrays: ReadonlyMap<string, Tensor>): object[] {
  return [...arrays].map(([name, tensor]) => ({ name, ...bitsOf(tensor) }));
}

/** Any bits at all, so also numbers that are none, of every kind. */
const anyTensor = fc
  .tuple(
    fc.constantFrom(Float32Array, Float64Array, Uint8Array, Int32Array),
    fc.array(fc.nat(4), { maxLength: 4 }),
  )
  .chain(([type, shape]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const length = size * type.BYTES_PER_ELEMENT;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((bytes) => new Tensor(new type(bytes.slice().buffer), shape));
  });
const anyName = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/^\/|\\|\0|\.\./.test(name));

describe('arrays in a .npz file', () => {
  it('come back bit for bit, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyName, anyTensor), { maxLength: 5 }), (entries) => {
        const arrays = new Map(entries);
        const file = writeNpz(arrays);
        expect(bitsOfAll(readNpz(file))).toEqual(bitsOfAll(arrays));
        expect(Buffer.compare(writeNpz(readNpz(file)), file)).toBe(0);
      }),
    );
  });

  it('are read at any place in a larger buffer, and do not share it', () => {
    const file = writeNpz(new Map([['a', new Tensor(Float64Array.of(1, 2), [2])]]));
    const larger = new Uint8Array(file.length + 2);
    larger.set(file, 1);
    const { data } = readNpz(larger.subarray(1, file.length + 1)).get('a') ?? Tensor.zeros([]);
    larger.fill(0);
    expect([...data]).toEqual([1, 2]);
  });

  it('are those of the model, under the names of its own file', async () => {
    const model = new Model({ seed: 3 });
    model.add(new Dense(5, 4));
    model.add(new ReLU());
    model.add(new Dense(4, 3));
    model.add(new Softmax());
    model.finalize();
    const arrays = readNpz(exportNpz(model));
    expect([...arrays.keys()]).toEqual(['0.weights', '0.biases', '1.weights', '1.biases']);
    expect(bitsOfAll(arrays)).toEqual(bitsOfAll(readSafetensors(model.save()).tensors));
  });
});

describe('writeNpz', () => {
  it('writes .npy files as their format says, byte by byte', () => {
    const file = writeNpz(new Map([['a', new Tensor(Float32Array.of(1, -2, 0.5), [3])]]));
    // Before the .npy file: the zip archive's 30 bytes, and the name `a.npy`.
    const npy = file.subarray(35, 35 + 128 + 12);
    const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
    expect([...npy.subarray(0, 10)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0]);
    expect(Buffer.from(npy.subarray(10, 128)).toString('latin1')).toBe(`${text.padEnd(117)}\n`);
    expect([...npy.subarray(128)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f]);
  });

  it.each<[string, Tensor, string]>([
    ['no axis', new Tensor(Uint8Array.of(7), []), "{'descr': '|u1', 'fortran_order': False, 'shape': (), }"],
    [
      'two axes',
      Tensor.zeros([2, 0], 'int32'),
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 0), }",
    ],
    [
      'three axes',
      Tensor.zeros([1, 2, 3], 'float64'),
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), }",
    ],
  ])('describes an array of %s as Python does', (_, tensor, text) => {
    const file = Buffer.from(writeNpz(new Map([['a', tensor]]))).toString('latin1');
    expect(file).toContain(text);
  });

  it('aligns the numbers to 64 bytes of the .npy file, whatever the header’s length', () => {
    for (let axes = 0; axes <= 32; axes++) {
      const file = writeNpz(new Map([['a', Tensor.zeros(Array<number>(axes).fill(1))]]));
      const headerLength = new DataView(file.buffer, file.byteOffset).getUint16(35 + 8, true);
      expect((10 + headerLength) % 64).toBe(0);
    }
  });

  it('writes no time and no zone: the same arrays are the same file', () => {
    const file = writeNpz(new Map([['a', Tensor.zeros([1])]]));
    const [time, date] = new Uint16Array(file.slice(10, 14).buffer);
    expect([time, date]).toEqual([0, (1 << 5) | 1]);
  });

  it.each(['', '/etc/passwd', '../a', 'a/../../b', 'a\\b', 'a\0b', '\ud800'])(
    'refuses the name %j',
    (name) => {
      expect(() => writeNpz(new Map([[name, Tensor.zeros([1])]]))).toThrow(UserError);
    },
  );

  it('refuses more axes than NumPy has', () => {
    const tensor = Tensor.zeros(Array<number>(33).fill(1));
    expect(() => writeNpz(new Map([['a', tensor]]))).toThrow(/at most 32 axes, got a tensor with 33$/);
  });
});
