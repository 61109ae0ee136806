import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTensor, dtypes, reader, shapesThatBroadcast, tabulate, tensorOf } from '../../test/tensors';
import { exp as exponential } from '../elementary/exp';
import { log as logarithm } from '../elementary/log';
import { UserError } from '../errors';
import type { DType } from './dtype';
import {
  absolute,
  add,
  divide,
  exp,
  log,
  maximum,
  minimum,
  multiply,
  negate,
  sqrt,
  subtract,
} from './elementwise';
import { Tensor } from './tensor';

const isInteger = (dtype: DType) => dtype === 'uint8' || dtype === 'int32';

/** The product of two int32, exactly, cut to its lowest 32 bits. */
const integerProduct = (x: number, y: number) => Number(BigInt.asIntN(32, BigInt(x) * BigInt(y)));

const binary = [
  ['add', add, (x: number, y: number) => x + y],
  ['subtract', subtract, (x: number, y: number) => x - y],
  ['multiply', multiply, (x: number, y: number) => x * y],
  ['divide', divide, (x: number, y: number) => x / y],
  ['maximum', maximum, (x: number, y: number) => Math.max(x, y)],
  ['minimum', minimum, (x: number, y: number) => Math.min(x, y)],
] as const;

const unary = [
  ['negate', negate, (x: number) => -x],
  ['absolute', absolute, (x: number) => Math.abs(x)],
  ['sqrt', sqrt, (x: number) => Math.sqrt(x)],
  ['exp', exp, exponential],
  ['log', log, logarithm],
] as const;

/** Two operands that broadcast, of any two types, and the shape and type of what they give. */
const operands = fc
  .tuple(shapesThatBroadcast, fc.constantFrom(...dtypes), fc.constantFrom(...dtypes))
  .chain(([shapes, aType, bType]) =>
    fc.record({
      a: tensorOf(shapes.a, aType),
      b: tensorOf(shapes.b, bType),
      shape: fc.constant(shapes.result),
      dtype: fc.constant(winner(aType, bType)),
    }),
  );

function winner(a: DType, b: DType): DType {
  if (a === 'float64' || b === 'float64') return 'float64';
  if (a === 'float32' || b === 'float32') return 'float32';
  return a === 'int32' || b === 'int32' ? 'int32' : 'uint8';
}

describe.each(binary)('%s', (name, operate, define) => {
  const typeOf = (dtype: DType) => (name === 'divide' && isInteger(dtype) ? 'float32' : dtype);
  const definition = (dtype: DType) => (name === 'multiply' && isInteger(dtype) ? integerProduct : define);

  it('is its definition at every index, for shapes that broadcast and every pair of types', () => {
    fc.assert(
      fc.property(operands, ({ a, b, shape, dtype }) => {
        const [left, right, defined] = [reader(a), reader(b), definition(dtype)];
        const expected = tabulate(shape, typeOf(dtype), (index) => defined(left(index), right(index)));
        expect(operate(a, b)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a number on either side as a scalar of the tensor’s type', () => {
    fc.assert(
      fc.property(anyTensor, fc.nat({ max: 255 }), (tensor, number) => {
        const scalar = Tensor.full([], number, tensor.dtype);
        expect(operate(tensor, number)).toEqual(operate(tensor, scalar));
        expect(operate(number, tensor)).toEqual(operate(scalar, tensor));
      }),
    );
  });

  it('rounds a number with a fraction to float32 where it meets float32', () => {
    const tensor = Tensor.from([0.1, 7]);
    expect(operate(tensor, 0.1)).toEqual(operate(tensor, Tensor.from(0.1)));
    expect(operate(0.1, tensor)).toEqual(operate(Tensor.from(0.1), tensor));
  });

  it('of two numbers is a float64 scalar', () => {
    expect(operate(0.1, 0.7)).toEqual(new Tensor(Float64Array.of(define(0.1, 0.7)), []));
  });

  it('leaves its operands as they were', () => {
    const a = Tensor.from([1, 2]);
    const b = Tensor.from([[3], [4]]);
    const result = operate(a, b);
    result.data.fill(9);
    expect(a.toArray()).toEqual([1, 2]);
    expect(b.toArray()).toEqual([[3], [4]]);
  });

  it('names both shapes where they do not broadcast', () => {
    expect(() => operate(Tensor.zeros([2, 3]), Tensor.zeros([2]))).toThrow(
      new UserError(
        'Shapes [2, 3] and [2] do not broadcast: axes must be equal or 1, counted from the last, and 3 is not 2',
      ),
    );
    expect(() => operate(Tensor.zeros([0]), Tensor.zeros([4, 3]))).toThrow(/Shapes \[0\] and \[4, 3\]/);
  });
});

describe('numbers that meet integers', () => {
  const pixels = new Tensor(Uint8Array.of(0, 51, 255), [3]);

  it.each([0.5, -1, 256, Number.NaN, Number.POSITIVE_INFINITY])('refuse %d for uint8', (number) => {
    for (const operate of [add, subtract, multiply, maximum, minimum]) {
      for (const run of [() => operate(pixels, number), () => operate(number, pixels)]) {
        expect(run).toThrow(
          new UserError(
            `A number takes the type of the tensor it meets, but ${number} is no uint8: ` +
              `change the tensor's type first, as in tensor.cast('float32')`,
          ),
        );
      }
    }
  });

  it('may be anything in a division, which has fractions', () => {
    expect(divide(pixels, 255)).toEqual(Tensor.from([0, 0.2, 1]));
    expect(divide(pixels, 0.5).toArray()).toEqual([0, 102, 510]);
    expect(divide(pixels, -1).toArray()).toEqual([-0, -51, -255]);
  });

  it('wrap around with them', () => {
    expect(add(pixels, 1).toArray()).toEqual([1, 52, 0]);
    expect(subtract(pixels, 1).toArray()).toEqual([255, 50, 254]);
    expect(add(Tensor.from([2 ** 31 - 1], 'int32'), 1).toArray()).toEqual([-(2 ** 31)]);
    expect(multiply(Tensor.from([2 ** 31 - 1], 'int32'), 2 ** 31 - 1).toArray()).toEqual([1]);
  });
});

describe.each(unary)('%s', (name, operate, define) => {
  const keepsIntegers = name === 'negate' || name === 'absolute';

  it('is its definition at every index, for any shape and type', () => {
    fc.assert(
      fc.property(anyTensor, (tensor) => {
        const { shape, dtype } = tensor;
        const read = reader(tensor);
        const type = isInteger(dtype) && !keepsIntegers ? 'float32' : dtype;
        expect(operate(tensor)).toEqual(tabulate(shape, type, (index) => define(read(index))));
      }),
    );
  });

  it('leaves its operand as it was', () => {
    const tensor = Tensor.from([4]);
    operate(tensor).data.fill(9);
    expect(tensor.toArray()).toEqual([4]);
  });
});

describe('arithmetic together', () => {
  it('scales pixels and normalizes columns as one writes it in NumPy', () => {
    const pixels = new Tensor(Uint8Array.of(0, 255, 51, 102), [2, 2]);
    const scaled = divide(pixels, 255);
    expect(subtract(scaled, Tensor.from([0.5, 0.5])).dtype).toBe('float32');
    expect(subtract(scaled, 0.5).toArray()).toEqual([
      [-0.5, 0.5],
      [Math.fround(Math.fround(0.2) - 0.5), Math.fround(Math.fround(0.4) - 0.5)],
    ]);
  });

  it('gives the products of a row and a column as a table', () => {
    expect(multiply(Tensor.from([1, 2]), Tensor.from([[1], [10]])).toArray()).toEqual([
      [1, 2],
      [10, 20],
    ]);
  });

  it('gives e and the logarithm of e² as float32', () => {
    expect(exp(Tensor.from([0, 1])).toArray()).toEqual([1, 2.7182817459106445]);
    expect(log(exp(Tensor.from([0, 2]))).toArray()).toEqual([0, 2]);
  });
});
