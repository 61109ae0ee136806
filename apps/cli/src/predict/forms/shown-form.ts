import stringWidth from 'fast-string-width';
import { likeliest } from '../likeliest';
import type { Colors } from '../show/color-depth';
import { pictureLines } from '../show/picture-lines';
import { bar } from './bar';
import { type Detail, type Form, percent } from './form';

const SIDE = 28;
const BAR = 20;

/** The picture as the model sees it, and beside it bars of how likely classes are: by default of all, in their order. */
export function shownForm({ labels, top }: Detail, colors: Colors): Form {
  const width = Math.max(...labels.map((label) => stringWidth(label)));
  return {
    head: '',
    tell({ file, pixels, shown, explanation }) {
      const classes =
        top === undefined
          ? shown.probabilities.map((probability, index) => ({ label: labels[index], probability }))
          : likeliest(shown, labels, top);
      const bars = classes.map(({ label, probability }) => {
        const name = label + ' '.repeat(width - stringWidth(label));
        return `${name} ${percent(probability).padStart(6)} ${bar(probability, BAR)}`.trimEnd();
      });
      const beside = [
        `${shown.label} (${percent(shown.probability)})`,
        ...(shown.outOfDistribution ? ['but it looks like none of them'] : ['']),
        ...bars,
      ];
      const lines = pictureLines(pixels, SIDE, colors);
      const rows = Array.from({ length: Math.max(lines.length, beside.length) }, (_, index) =>
        `${lines[index] ?? ' '.repeat(SIDE)}  ${beside[index] ?? ''}`.trimEnd(),
      );
      const explained = explanation === undefined ? [] : [`explained in ${explanation}`];
      return `${[file, ...rows, ...explained, ''].join('\n')}\n`;
    },
  };
}
