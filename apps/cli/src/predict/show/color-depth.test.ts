import { describe, expect, it } from 'vitest';
import { colorsOf } from './color-depth';

const terminal = { isTTY: true };

describe('the colours of standard output', () => {
  it.each([
    ['a terminal of 24 bits', terminal, { TERM: 'xterm', COLORTERM: 'truecolor' }, 'true'],
    ['a terminal of 256 colours', terminal, { TERM: 'xterm-256color' }, '256'],
    ['a terminal of 16 colours', terminal, { TERM: 'xterm' }, 'none'],
    ['a terminal whose user wants none', terminal, { TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
    ['a pipe', {}, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'none'],
    ['a pipe to what understands them', {}, { FORCE_COLOR: '3' }, 'true'],
  ] as const)('of %s', (_, stream, environment, colors) => {
    expect(colorsOf(stream, environment)).toBe(colors);
  });
});
