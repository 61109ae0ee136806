import { memo } from 'react';
import type { Plan } from '../training/plan';
import type { TrainingConfig } from '../training/training-config';
import { usualConfig } from '../training/usual-config';
import { ChoiceField } from './choice-field';
import { presetNames, settingNames } from './config-words';
import { countText, LayerEditor } from './layer-editor';
import { MoreSettings } from './more-settings';
import { NumberField } from './number-field';
import './training-form.css';

export interface TrainingFormProps {
  readonly config: TrainingConfig;
  readonly plan: Plan | undefined;
  readonly isBusy: boolean;
  readonly onChange: (changes: Partial<TrainingConfig>) => void;
}

/** What is to be trained: everything that decides the weights. */
export const TrainingForm = memo(function TrainingForm({
  config,
  plan,
  isBusy,
  onChange,
}: TrainingFormProps) {
  const { preset, seed, threads } = config;
  return (
    <fieldset className="form" disabled={isBusy}>
      <legend className="unseen">What to train</legend>
      <ChoiceField
        label={settingNames.preset}
        value={preset}
        names={presetNames}
        onChange={(chosen) => onChange({ ...usualConfig(chosen), seed, threads })}
      />
      <div className="fields">
        <NumberField
          label={settingNames.epochs}
          value={config.epochs}
          least={1}
          most={500}
          isWhole
          onChange={(epochs) => onChange({ epochs })}
        />
        <NumberField
          label={settingNames.batch}
          value={config.batch}
          least={1}
          most={60_000}
          isWhole
          onChange={(batch) => onChange({ batch })}
        />
        <NumberField
          label={settingNames.rate}
          value={config.rate}
          least={1e-6}
          most={100}
          onChange={(rate) => onChange({ rate })}
        />
      </div>
      <details>
        <summary>
          Layers
          {plan?.fits && <span className="hint parameter-count">{countText(plan.parameters)}</span>}
        </summary>
        <LayerEditor layers={config.layers} plan={plan} onChange={(layers) => onChange({ layers })} />
      </details>
      <details>
        <summary>More settings</summary>
        <MoreSettings config={config} onChange={onChange} />
      </details>
    </fieldset>
  );
});
