/** Control characters but the end of a line and the tab, and what turns the direction of the text around it. */
const STEERING = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text from outside as it may be shown: what would steer a terminal or hide other text stands there as escapes.
 * @example printable('\u001b[2J'); // '\\u001b[2J'
 */
export function printable(text: string): string {
  return text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
