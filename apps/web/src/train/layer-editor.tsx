import { useEffect, useRef, useState } from 'react';
import {
  formatLayers,
  kindNames,
  type LayerKind,
  type LayerSpec,
  layerKinds,
  MOST_LAYERS,
  newLayer,
  parseLayers,
} from '../training/layer-spec';
import type { Plan } from '../training/plan';
import { LayerRow } from './layer-row';

export interface LayerEditorProps {
  /** As `formatLayers` writes them. */
  readonly layers: string;
  readonly plan: Plan | undefined;
  readonly onChange: (layers: string) => void;
}

/** Puts a network together: what stands between its input and the ten outputs. */
export function LayerEditor({ layers, plan, onChange }: LayerEditorProps) {
  const specs = parseLayers(layers) ?? [];
  const list = useRef<HTMLOListElement>(null);
  const [added, setAdded] = useState<LayerKind>('dense');
  const [said, setSaid] = useState('');
  /** What is to have the focus once the layers have changed. */
  const focus = useRef<string>(undefined);

  useEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = undefined;
  });

  const change = (changed: readonly LayerSpec[], saying: string) => {
    setSaid(saying);
    onChange(formatLayers(changed));
  };
  const replace = (place: number, spec: LayerSpec) => change(specs.with(place, spec), '');
  const move = (place: number, to: number) => {
    focus.current = `[data-place="${to}"] [data-act="${to < place ? 'up' : 'down'}"]:enabled, [data-place="${to}"] button:enabled`;
    const others = specs.toSpliced(place, 1);
    change(
      others.toSpliced(to, 0, specs[place]),
      `${layerKinds[specs[place].kind].name} is layer ${to + 1} of ${specs.length} now`,
    );
  };
  const remove = (place: number) => {
    const next = Math.min(place, specs.length - 2);
    focus.current = `[data-place="${next}"] [data-act="remove"]`;
    change(specs.toSpliced(place, 1), `${layerKinds[specs[place].kind].name} was removed`);
  };
  const add = () => change([...specs, newLayer(added)], `${layerKinds[added].name} was added at the end`);

  const laid = plan?.fits ? plan.layers : undefined;
  const misfit = plan && !plan.fits ? plan.place : undefined;
  return (
    <div className="layers">
      <ol ref={list} aria-label="Layers">
        <li className="layer fixed">
          <strong>Picture</strong>
          <span className="hint">{plan?.fits && `→ ${plan.input}`}</span>
        </li>
        {specs.map((spec, place) => (
          <LayerRow
            key={place}
            spec={spec}
            place={place}
            isLast={place === specs.length - 1}
            laid={laid?.[place]}
            isMisfit={misfit === place}
            onChange={(changed) => replace(place, changed)}
            onMove={(to) => move(place, to)}
            onRemove={() => remove(place)}
          />
        ))}
        <li className="layer fixed">
          <strong>Ten classes</strong>
          <span className="hint">
            → 10 by a dense layer and softmax{laid && `, ${countText(laid[specs.length]?.parameters ?? 0)}`}
          </span>
        </li>
      </ol>
      <div className="controls">
        <label>
          <span className="unseen">Layer to add</span>
          <select
            value={added}
            onChange={({ target }) => setAdded(kindNames.find((kind) => kind === target.value) ?? added)}
          >
            {kindNames.map((kind) => (
              <option key={kind} value={kind}>
                {layerKinds[kind].name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={specs.length >= MOST_LAYERS} onClick={add}>
          Add layer
        </button>
      </div>
      <p className="unseen" role="status">
        {said}
      </p>
    </div>
  );
}

/** How many parameters, in words. */
export function countText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'parameter' : 'parameters'}`;
}
