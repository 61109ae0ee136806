import { useId } from 'react';
import { settingNames } from './config-words';

export interface ThreadsFieldProps {
  /** 0: as many as there are cores. */
  readonly threads: number;
  readonly onChange: (threads: number) => void;
}

/** How many threads work; one, with the reason, where the page may have no more. */
export function ThreadsField({ threads, onChange }: ThreadsFieldProps) {
  const cores = navigator.hardwareConcurrency;
  const why = useId();
  return (
    <div className="field">
      <label>
        <span>{settingNames.threads}</span>
        <select
          value={crossOriginIsolated ? Math.min(threads, cores) : 1}
          disabled={!crossOriginIsolated}
          aria-describedby={crossOriginIsolated ? undefined : why}
          onChange={({ target }) => onChange(Number(target.value))}
        >
          {crossOriginIsolated && <option value={0}>All there are</option>}
          {Array.from({ length: crossOriginIsolated ? cores : 1 }, (_, i) => (
            <option key={i + 1} value={i + 1}>
              {i + 1}
            </option>
          ))}
        </select>
      </label>
      {!crossOriginIsolated && (
        <p id={why} className="hint">
          Only a cross-origin isolated page may have more.
        </p>
      )}
    </div>
  );
}
