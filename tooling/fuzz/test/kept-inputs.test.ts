import { describe, expect, it } from 'vitest';
import { readKept } from '../src/corpus';
import { judge } from '../src/engine/judge';
import { parsers } from '../src/parsers';

describe.each(parsers.map((parser) => [parser.name, parser] as const))('the parser %s', (name, parser) => {
  it('takes what it is for', async () => {
    expect(parser.seeds().length).toBeGreaterThan(0);
    for (const input of parser.seeds()) expect(await judge(parser, input)).toBeUndefined();
  });

  it('takes or refuses, as it promises, each input that makes something of its own run', async () => {
    const inputs = readKept('corpus', name);
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) expect(await judge(parser, input)).toBeUndefined();
  });

  it('takes or refuses, as it promises, each input that it once did not', async () => {
    for (const input of readKept('finds', name)) expect(await judge(parser, input)).toBeUndefined();
  });
});
