import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { ConfigReader } from './config-reader';

/** What a question says to a value. */
const asked = (value: unknown, ask: (config: ConfigReader) => unknown) =>
  ask(new ConfigReader({ field: value }, 'config'));

describe('data from outside', () => {
  it.each<[string, (config: ConfigReader) => unknown, readonly unknown[], readonly unknown[]]>([
    [
      'a finite number',
      (config) => config.number('field'),
      [0, -1.5, 1e300],
      ['1', true, null, [], Number.NaN, Infinity],
    ],
    [
      'a whole number ≥ 0',
      (config) => config.naturalNumber('field'),
      [0, 1, 2 ** 53 - 1],
      [-1, 0.5, 2 ** 53, '1', true, null, Number.NaN],
    ],
    ['a string', (config) => config.string('field'), ['', 'a'], [1, true, null, ['a'], {}]],
    ['true or false', (config) => config.boolean('field'), [true, false], [0, 1, 'true', null]],
    ['one of a, b', (config) => config.choice('field', ['a', 'b']), ['a', 'b'], ['c', '', 'a, b', ['a'], 1]],
    [
      'a list of whole numbers > 0',
      (config) => config.shape('field'),
      [[], [1], [2, 2 ** 53 - 1]],
      [1, '1', [0], [1, -1], [1.5], ['1'], [2 ** 53], { 0: 1 }],
    ],
    ['a list of strings', (config) => config.strings('field'), [[], ['a', '']], ['a', [1], ['a', null]]],
  ])('must be %s', (expected, ask, right, wrong) => {
    for (const value of right) expect(asked(value, ask)).toEqual(value);
    for (const value of [...wrong, undefined]) {
      expect(() => asked(value, ask)).toThrow(UserError);
      expect(() => asked(value, ask)).toThrow(`config.field must be ${expected}, got `);
    }
  });

  it.each<[unknown, string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    [[1], 'a list'],
    [{}, 'an object'],
    [false, 'false'],
    ['a "b"', '"a \\"b\\""'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    ['x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['x'.repeat(59), `"${'x'.repeat(56)}…`],
  ])('is shown where it is wrong: %j', (value, shown) => {
    expect(() => asked(value, (config) => config.choice('field', ['a']))).toThrow(
      new UserError(`config.field must be one of a, got ${shown}`),
    );
  });

  it.each<[unknown, string]>([
    [null, 'null'],
    [undefined, 'nothing'],
    [3, '3'],
    ['{}', '"{}"'],
    [[{}], 'a list'],
  ])('is an object, not %j', (value, shown) => {
    expect(() => new ConfigReader(value, 'config')).toThrow(
      new UserError(`config must be an object, got ${shown}`),
    );
    expect(() => asked(value, (config) => config.object('field'))).toThrow(
      new UserError(`config.field must be an object, got ${shown}`),
    );
    expect(() => asked([{}, value], (config) => config.objects('field'))).toThrow(
      new UserError(`config.field[1] must be an object, got ${shown}`),
    );
  });

  it('says where it is, however deep', () => {
    const config = new ConfigReader({ a: [{}, { b: { c: 'x' } }] }, 'config');
    expect(() => config.objects('a')[1].object('b').number('c')).toThrow(
      'config.a[1].b.c must be a finite number, got "x"',
    );
    expect(() => config.objects('b')).toThrow('config.b must be a list, got nothing');
  });

  it('may be nested 32 deep, and no deeper, in objects as in lists', () => {
    let [objects, lists]: [object, object] = [{}, {}];
    for (let depth = 0; depth < 40; depth++) {
      objects = { a: objects };
      lists = { a: [lists] };
    }
    const down = (depth: number, value: object, step: (config: ConfigReader) => ConfigReader) => {
      let config = new ConfigReader(value, '');
      for (let n = 0; n < depth; n++) config = step(config);
      return config;
    };
    for (const [value, step] of [
      [objects, (config: ConfigReader) => config.object('a')],
      [lists, (config: ConfigReader) => config.objects('a')[0]],
    ] as const) {
      expect(down(32, value, step).has('a')).toBe(true);
      expect(() => down(33, value, step)).toThrow(/ is nested deeper than 32, as no model is$/);
    }
  });

  it('has no field that nobody asked for', () => {
    const config = new ConfigReader({ a: 1, b: 2 }, 'config');
    expect([config.has('b'), config.has('c')]).toEqual([true, false]);
    config.number('a');
    expect(() => config.finish()).toThrow(new UserError('config has an unknown field "b"'));
    config.number('b');
    expect(() => config.finish()).not.toThrow();
  });
});
