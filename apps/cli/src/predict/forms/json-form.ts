import { likeliest } from '../likeliest';
import type { Detail, Form } from './form';

/** A JSON object a line. */
export function jsonForm({ labels, top }: Detail): Form {
  return {
    head: '',
    tell({ file, shown, explanation }) {
      const object = {
        file,
        ...shown,
        ...(top !== undefined && { top: likeliest(shown, labels, top) }),
        ...(explanation !== undefined && { explanation }),
      };
      return `${JSON.stringify(object)}\n`;
    },
  };
}
