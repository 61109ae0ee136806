import { type ModelChoice, modelChoices } from '../state/page-state';

const names: Readonly<Record<ModelChoice, string>> = {
  mlp: 'mlp: dense layers',
  'cnn-small': 'cnn-small: convolutions',
  cnn: 'cnn: wider convolutions',
  own: 'your own',
};

export interface ModelSelectProps {
  readonly model: ModelChoice;
  readonly onModel: (model: ModelChoice) => void;
}

/** Chooses the model that answers. */
export function ModelSelect({ model, onModel }: ModelSelectProps) {
  return (
    <label>
      <span className="unseen">Network</span>
      <select
        value={model}
        onChange={({ target }) => {
          const chosen = modelChoices.find((each) => each === target.value);
          if (chosen) onModel(chosen);
        }}
      >
        {modelChoices.map((each) => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
