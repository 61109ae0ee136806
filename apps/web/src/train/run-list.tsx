import type { KeptRun } from '../training/kept-runs';
import { usualConfig } from '../training/usual-config';
import { differingSettings, settingNames, settingText } from './config-words';

export interface RunListProps {
  readonly runs: readonly KeptRun[];
  /** The ids of those that are compared. */
  readonly chosen: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onForget: (id: string) => void;
}

/** The trainings that are over, to choose from. */
export function RunList({ runs, chosen, onChoose, onForget }: RunListProps) {
  return (
    <ul className="runs">
      {runs.map((run) => {
        const { id, config, outcome, test } = run;
        const title = runTitle(run);
        return (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) => onChoose(id, target.checked)}
              />
              <span>
                <strong>{title}</strong>
                <span className="hint">{variations(config)}</span>
              </span>
            </label>
            <span className="run-accuracy">
              {(100 * test.accuracy).toFixed(2)}%
              {outcome === 'stopped' && <span className="hint">stopped</span>}
            </span>
            <button
              type="button"
              aria-label={`Delete ${title}, ${(100 * test.accuracy).toFixed(2)}%`}
              onClick={() => onForget(id)}
            >
              Delete
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A run in a few words. */
export function runTitle({ config: { preset }, epochs }: KeptRun): string {
  const done = Math.floor(epochs);
  return `${preset}, ${done === 1 ? '1 epoch' : `${done} epochs`}`;
}

/** In what a configuration is not its preset. */
function variations(config: KeptRun['config']): string {
  return differingSettings(config, { ...usualConfig(config.preset), epochs: config.epochs })
    .map((name) => `${settingNames[name]}: ${settingText(config, name)}`)
    .join('; ');
}
