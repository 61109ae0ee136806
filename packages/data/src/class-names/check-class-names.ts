import { UserError } from '@fmnist/core';

/** Labels are bytes. */
const MOST_CLASSES = 256;
const LONGEST_NAME = 256;
/** What would break a line, or steer a terminal. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * Names of classes from outside, in Unicode's composed form (NFC), so that the same name is the same text wherever it
 * was typed.
 * @param where for the message: where the names came from
 * @throws UserError where there are fewer than 2 or more than 256, or one is empty, too long, there twice, or holds a
 * control character.
 */
export function checkClassNames(names: readonly string[], where: string): string[] {
  const composed = names.map((name) => name.normalize('NFC'));
  if (composed.length < 2 || composed.length > MOST_CLASSES) {
    throw new UserError(`${where}: there must be from 2 to ${MOST_CLASSES} classes, not ${composed.length}`);
  }
  const seen = new Set<string>();
  for (const [index, name] of composed.entries()) {
    const fault = (what: string) => new UserError(`${where}: the name of class ${index} ${what}`);
    if (name.trim() === '') throw fault('is empty');
    if (name.length > LONGEST_NAME) throw fault(`has more than ${LONGEST_NAME} characters`);
    if (CONTROL.test(name)) throw fault(`holds a control character: ${JSON.stringify(name)}`);
    if (seen.has(name)) throw fault(`is that of another, too: ${name}`);
    seen.add(name);
  }
  return composed;
}
