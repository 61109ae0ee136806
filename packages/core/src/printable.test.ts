import { describe, expect, it } from 'vitest';
import { UserError } from './errors';
import { printable } from './printable';

describe('text from outside', () => {
  it('cannot clear the screen, ring the bell, go back in the line or turn other text around', () => {
    expect(printable('a\u001b[2J b\u0007 c\r d\u009b1m e\u202e f')).toBe(
      'a\\u001b[2J b\\u0007 c\\u000d d\\u009b1m e\\u202e f',
    );
  });

  it('is else left as it is, in whatever language', () => {
    const text = 'Größe\t3,\n靴 👟 “x” \\u001b';
    expect(printable(text)).toBe(text);
  });

  it('cannot steer a terminal, or fill it, from the message of an error', () => {
    expect(new UserError('tensor "\u001b[31m" is damaged').message).toBe('tensor "\\u001b[31m" is damaged');
    expect(new UserError('x'.repeat(1e6)).message).toHaveLength(4001);
  });
});
