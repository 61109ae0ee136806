import { likeliest } from '../likeliest';
import { type Detail, type Form, percent } from './form';

/** A line a picture, and one for each class that is asked for. */
export function plainForm({ labels, top, all }: Detail): Form {
  const width = Math.max(12, ...labels.map((label) => label.length));
  return {
    head: '',
    tell({ file, shown, explanation }) {
      const doubt = shown.outOfDistribution ? ', but it looks like none of them' : '';
      const others = all
        ? shown.probabilities.map((probability, index) => ({ label: labels[index], probability }))
        : likeliest(shown, labels, top ?? 0);
      return [
        `${file}: ${shown.label} (${percent(shown.probability)})${doubt}`,
        ...others.map(
          ({ label, probability }) => `  ${label.padEnd(width)} ${percent(probability).padStart(6)}`,
        ),
        ...(explanation === undefined ? [] : [`  explained in ${explanation}`]),
      ]
        .map((line) => `${line}\n`)
        .join('');
    },
  };
}
