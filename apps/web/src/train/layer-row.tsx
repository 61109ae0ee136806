import { activations, type LayerSpec, layerKinds, newLayer, numbersOf } from '../training/layer-spec';
import { countText } from './layer-editor';
import { NumberField } from './number-field';

export interface LayerRowProps {
  readonly spec: LayerSpec;
  /** The index of the layer. */
  readonly place: number;
  readonly isLast: boolean;
  /** What it makes of a picture, where the network fits together. */
  readonly laid: { readonly shape: string; readonly parameters: number } | undefined;
  /** Whether it is what does not fit. */
  readonly isMisfit: boolean;
  readonly onChange: (spec: LayerSpec) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** A layer that can be changed, moved and removed. */
export function LayerRow({ spec, place, isLast, laid, isMisfit, onChange, onMove, onRemove }: LayerRowProps) {
  const { name } = layerKinds[spec.kind];
  const which = `layer ${place + 1}, ${name}`;
  return (
    <li className={isMisfit ? 'layer misfit' : 'layer'} data-place={place}>
      <div className="layer-head">
        <LayerName spec={spec} which={which} onChange={onChange} />
        {numbersOf(spec.kind).map(({ label, least, most, step }, i) => (
          <NumberField
            key={label}
            label={label}
            of={`of ${which}`}
            value={spec.numbers[i]}
            least={least}
            most={most}
            isWhole={step === 1}
            onChange={(value) => onChange({ ...spec, numbers: spec.numbers.with(i, value) })}
          />
        ))}
      </div>
      <div className="layer-acts">
        <button
          type="button"
          data-act="up"
          disabled={place === 0}
          aria-label={`Move up ${which}`}
          onClick={() => onMove(place - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          data-act="down"
          disabled={isLast}
          aria-label={`Move down ${which}`}
          onClick={() => onMove(place + 1)}
        >
          ↓
        </button>
        <button type="button" data-act="remove" aria-label={`Remove ${which}`} onClick={onRemove}>
          ✕
        </button>
      </div>
      {laid && (
        <span className="hint">
          → {laid.shape}
          {laid.parameters > 0 && `, ${countText(laid.parameters)}`}
        </span>
      )}
    </li>
  );
}

/** Its name; of an activation, a choice among all of them. */
function LayerName({
  spec,
  which,
  onChange,
}: Pick<LayerRowProps, 'spec' | 'onChange'> & { readonly which: string }) {
  if (!activations.some((kind) => kind === spec.kind)) return <strong>{layerKinds[spec.kind].name}</strong>;
  return (
    <label>
      <span className="unseen">Activation, {which}</span>
      <select
        value={spec.kind}
        onChange={({ target }) => {
          const kind = activations.find((each) => each === target.value);
          if (kind) onChange(newLayer(kind));
        }}
      >
        {activations.map((kind) => (
          <option key={kind} value={kind}>
            {layerKinds[kind].name}
          </option>
        ))}
      </select>
    </label>
  );
}
