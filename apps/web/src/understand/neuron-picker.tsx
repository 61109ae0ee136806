import { useMemo } from 'react';
import { PixelCanvas } from '../picture/pixel-canvas';
import { mostlyBelow, signedToRgba } from '../picture/signed-to-rgba';
import type { Walk } from './walk';

const PIXELS = 28 * 28;

export interface NeuronPickerProps {
  readonly walk: Walk;
  readonly chosen: number;
  readonly onChoose: (neuron: number) => void;
}

/** The neurons of the first layer as pictures of their weights: pointing at one, or going to it by key, chooses it. */
export function NeuronPicker({ walk, chosen, onChoose }: NeuronPickerProps) {
  const { weights, shown } = walk;
  const pictures = useMemo(() => {
    const largest = mostlyBelow(weights);
    return Array.from({ length: shown }, (_, neuron) => ({
      neuron,
      rgba: signedToRgba(weights.slice(neuron * PIXELS, (neuron + 1) * PIXELS), largest),
    }));
  }, [weights, shown]);
  return (
    <ul className="neurons" aria-label="Neurons">
      {pictures.map(({ neuron, rgba }) => (
        <li key={neuron}>
          <button
            type="button"
            className="test-picture"
            aria-pressed={neuron === chosen}
            onPointerEnter={() => onChoose(neuron)}
            onFocus={() => onChoose(neuron)}
            onClick={() => onChoose(neuron)}
          >
            <PixelCanvas width={28} height={28} rgba={rgba} label={`Neuron ${neuron + 1}`} />
          </button>
        </li>
      ))}
    </ul>
  );
}
