import stringWidth from 'fast-string-width';
import { likeliest } from '../likeliest';
import { bar } from './bar';
import { type Detail, type Form, percent } from './form';

const BAR = 10;
const PROBABILITY = 6;

/**
 * A table for a terminal: file, label, probability and a bar of it.
 * @param files the names of all that is to be told of, so that columns stand below each other
 * @param columns how wide the terminal is; longer names lose their beginning
 */
export function tableForm({ labels, top, all }: Detail, files: readonly string[], columns: number): Form {
  const labelWidth = Math.max(...['label', ...labels].map((label) => stringWidth(label)));
  const room = Math.max(12, columns - labelWidth - PROBABILITY - BAR - 6);
  const widest = files.reduce((width, file) => Math.max(width, stringWidth(file)), 'file'.length);
  const fileWidth = Math.min(room, widest);
  const row = (file: string, label: string, probability: string, rest: string) =>
    `${[pad(shorten(file, fileWidth), fileWidth), pad(label, labelWidth), probability.padStart(PROBABILITY), rest].join('  ').trimEnd()}\n`;
  return {
    head: row('file', 'label', '', ''),
    tell({ file, shown, explanation }) {
      const doubt = shown.outOfDistribution ? ' looks like none of them' : '';
      const [, ...others] = likeliest(shown, labels, all ? labels.length : (top ?? 1));
      return [
        row(file, shown.label, percent(shown.probability), bar(shown.probability, BAR) + doubt),
        ...others.map(({ label, probability }) =>
          row('', label, percent(probability), bar(probability, BAR)),
        ),
        ...(explanation === undefined ? [] : [`  explained in ${explanation}\n`]),
      ].join('');
    },
  };
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** The end of a name that is too wide, behind an ellipsis. */
function shorten(file: string, width: number): string {
  if (stringWidth(file) <= width) return file;
  const characters = [...file];
  while (stringWidth(characters.join('')) > width - 1) characters.shift();
  return `…${characters.join('')}`;
}
