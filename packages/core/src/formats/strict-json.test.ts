import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './strict-json';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('strict JSON', () => {
  it('is read as JSON is, where no key comes twice', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.nat(3), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), undefined, indent);
        if (pretty.includes('__proto__')) return;
        expect(parseStrictJson(pretty)).toEqual({ value: JSON.parse(pretty) });
      }),
      { numRuns: 50 },
    );
  });

  it('may have a key again in another object, and as a value', () => {
    const text = '{"a":{"a":["a","a",{"a":1}]},"b":"a","c":{"a":"b"}}';
    expect(parseStrictJson(text)).toEqual({ value: JSON.parse(text) });
  });

  it('may have brackets, colons and quotes in its strings', () => {
    const text = '{"{":"\\"","[":"\\\\","}\\"":"a\\":","]":"\\"b\\":1"}';
    expect(parseStrictJson(text)).toEqual({ value: JSON.parse(text) });
  });

  it.each(['', ' ', '\t', '\n', '\r', ' \n\t\r '])(
    'has no key twice, whatever space %j is around it',
    (space) => {
      expect(parseStrictJson(`{${space}"a"${space}:${space}1${space},"a"${space}:2}`)).toEqual({
        fault: { kind: 'duplicate-key', key: 'a' },
      });
      expect(parseStrictJson(`{"b":{},"__proto__"${space}:2}`)).toEqual({
        fault: { kind: 'forbidden-key', key: '__proto__' },
      });
    },
  );

  it('has no key twice that is written otherwise', () => {
    expect(parseStrictJson('{"é":1,"\\u00e9":2}')).toEqual({ fault: { kind: 'duplicate-key', key: 'é' } });
    expect(parseStrictJson('{"\\u005f_proto__":1}')).toEqual({
      fault: { kind: 'forbidden-key', key: '__proto__' },
    });
  });

  it('is up to 32 deep', () => {
    expect(parseStrictJson(nested(32))).toEqual({ value: JSON.parse(nested(32)) });
    expect(parseStrictJson(nested(33))).toEqual({ fault: { kind: 'depth' } });
    expect(parseStrictJson(`[${`${nested(31)},`.repeat(40)}{}]`)).toHaveProperty('value');
  });

  it('may have a string of millions of characters', () => {
    for (const character of ['x', '\\\\', '{']) {
      const text = `{"a":"${character.repeat(2e7)}"}`;
      expect(parseStrictJson(text)).toHaveProperty('value');
    }
  });

  it.each([
    '',
    '{',
    '{"a"',
    '{"a',
    '"\\',
    '{"a":1,}',
    '{"\\x":1,"\\x":2}',
    '["a":1,"a":2]',
    '"a":1,"a":2',
    ']',
  ])('is not %j', (text) => {
    expect(parseStrictJson(text)).toEqual({ fault: { kind: 'syntax' } });
  });
});
