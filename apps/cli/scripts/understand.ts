/**
 * Reads command lines from stdin, as JSON: a list of lists of words. Writes what is wrong with each, or null where fmnist would
 * go about it; nothing is done.
 */
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createParser } from '../src/parser';

/** Thrown where a command would begin. */
class Understood extends Error {}

const lines = z.array(z.array(z.string())).parse(JSON.parse(await text(process.stdin)));
const answers: (string | null)[] = [];
for (const words of lines) {
  try {
    await createParser(words, 80)
      .middleware(() => {
        throw new Understood();
      })
      .parseAsync();
    answers.push('nothing would be done');
  } catch (error) {
    answers.push(error instanceof Understood ? null : String(error));
  }
}
console.log(JSON.stringify(answers));
