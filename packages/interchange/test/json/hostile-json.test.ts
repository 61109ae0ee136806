import { Dense, Model, Softmax, UserError } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportJson, importJson } from '../../src';

function smallText(): string {
  const model = new Model({ seed: 2 });
  model.add(new Dense(3, 2));
  model.add(new Softmax());
  model.finalize();
  return exportJson(model);
}

function reads(text: string): void {
  try {
    importJson(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
  }
}

describe('JSON', () => {
  const text = smallText();

  it('cut anywhere is refused', () => {
    // After its last bracket, only the newline can be missing.
    for (let length = 0; length < text.length - 1; length++) {
      expect(() => importJson(text.slice(0, length))).toThrow(UserError);
    }
    importJson(text.slice(0, -1));
  });

  it('with characters changed is read or refused, never worse', () => {
    const change = fc.tuple(
      fc.nat(text.length - 1),
      fc.constantFrom(...'"\\{}[],:-+.eE0123456789 NaInfty\n\0é\ud800'),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const characters = [...text];
        for (const [place, character] of changes) characters[place] = character;
        reads(characters.join(''));
      }),
      { numRuns: 200, seed: 40 },
    );
  });

  const model = (parameters: string) =>
    `{"formatVersion":1,"config":{},"parameters":{"0.weights":${parameters}}}`;
  const million = 1_000_000;
  it.each<[string, string, RegExp]>([
    ['a million open brackets', '['.repeat(million), /nested deeper than 40/],
    ['a million nested lists', model('['.repeat(million) + ']'.repeat(million)), /nested deeper than 40/],
    [
      'a million nested objects',
      `${'{"a":'.repeat(million)}1${'}'.repeat(million)}`,
      /nested deeper than 40/,
    ],
    ['a million empty lists', model(`[${'[],'.repeat(million)}[]]`), /made of brackets and keys/],
    ['a million empty objects', model(`[${'{},'.repeat(million)}{}]`), /made of brackets and keys/],
    [
      'a hundred thousand keys',
      `{${Array.from({ length: 100_000 }, (_, n) => `"${n.toString(36)}":0`).join()}}`,
      /made of brackets and keys/,
    ],
    [
      'a long row followed by many short ones',
      model(`[[${'0,'.repeat(30_000)}0]${',[00000000]'.replace('00000000', '0.123456').repeat(30_000)}]`),
      /^parameters\["0.weights"\] must be a block of \[30001, 30001\] numbers, but there are fewer$/,
    ],
    ['a string of a million backslashes', `{"${'\\\\'.repeat(million)}`, /^The text is not JSON/],
    ['a million spaces before a colon', `{"a"${' '.repeat(million)}`, /^The text is not JSON/],
    ['a key that is no proper string', '{"\\x": 1}', /a key that is no proper string$/],
  ])('with %s is refused with a sentence', (_, hostile, sentence) => {
    expect(() => importJson(hostile)).toThrow(UserError);
    expect(() => importJson(hostile)).toThrow(sentence);
  });
});
