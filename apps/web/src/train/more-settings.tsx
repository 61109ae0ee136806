import type { TrainingConfig } from '../training/training-config';
import { usualConfig } from '../training/usual-config';
import { ChoiceField } from './choice-field';
import { initializerNames, optimizerNames, scheduleNames, settingNames } from './config-words';
import { NumberField } from './number-field';
import { ThreadsField } from './threads-field';

export interface MoreSettingsProps {
  readonly config: TrainingConfig;
  readonly onChange: (changes: Partial<TrainingConfig>) => void;
}

/** What most need not look at. */
export function MoreSettings({ config, onChange }: MoreSettingsProps) {
  const { preset, optimizer } = config;
  return (
    <>
      <div className="fields">
        <ChoiceField
          label={settingNames.optimizer}
          value={optimizer}
          names={optimizerNames}
          onChange={(chosen) => onChange({ optimizer: chosen, rate: usualConfig(preset, chosen).rate })}
        />
        {optimizer === 'sgd' && (
          <NumberField
            label={settingNames.momentum}
            value={config.momentum}
            least={0}
            most={0.999}
            onChange={(momentum) => onChange({ momentum })}
          />
        )}
        {optimizer === 'adamw' && (
          <NumberField
            label={settingNames.weightDecay}
            value={config.weightDecay}
            least={0}
            most={10}
            onChange={(weightDecay) => onChange({ weightDecay })}
          />
        )}
        <ChoiceField
          label={settingNames.schedule}
          value={config.schedule}
          names={scheduleNames}
          onChange={(schedule) => onChange({ schedule })}
        />
        <NumberField
          label={settingNames.decay}
          value={config.decay}
          least={0}
          most={1}
          onChange={(decay) => onChange({ decay })}
        />
        <NumberField
          label={settingNames.l2}
          value={config.l2}
          least={0}
          most={1}
          onChange={(l2) => onChange({ l2 })}
        />
        <NumberField
          label={settingNames.smoothing}
          value={config.smoothing}
          least={0}
          most={0.5}
          onChange={(smoothing) => onChange({ smoothing })}
        />
        <ChoiceField
          label={settingNames.initializer}
          value={config.initializer}
          names={initializerNames}
          onChange={(initializer) => onChange({ initializer })}
        />
        <NumberField
          label={settingNames.seed}
          value={config.seed}
          least={0}
          most={2 ** 32 - 1}
          isWhole
          onChange={(seed) => onChange({ seed })}
        />
        <ThreadsField threads={config.threads} onChange={(threads) => onChange({ threads })} />
      </div>
      <fieldset className="fields">
        <legend>Each picture, each time, at random</legend>
        <NumberField
          label={settingNames.flip}
          value={config.flip}
          least={0}
          most={1}
          onChange={(flip) => onChange({ flip })}
        />
        <NumberField
          label={settingNames.shift}
          value={config.shift}
          least={0}
          most={8}
          isWhole
          onChange={(shift) => onChange({ shift })}
        />
        <NumberField
          label={settingNames.turn}
          value={config.turn}
          least={0}
          most={45}
          onChange={(turn) => onChange({ turn })}
        />
        <NumberField
          label={settingNames.erase}
          value={config.erase}
          least={0}
          most={1}
          onChange={(erase) => onChange({ erase })}
        />
      </fieldset>
    </>
  );
}
