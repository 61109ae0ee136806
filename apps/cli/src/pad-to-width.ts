import stringWidth from 'fast-string-width';

/** A text with spaces after it, as wide on a terminal as told: letters of other scripts and emoji may take two columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** How many columns of a terminal the widest text takes, or `least`. */
export function widestOf(texts: readonly string[], least: number): number {
  return texts.reduce((widest, text) => Math.max(widest, stringWidth(text)), least);
}
