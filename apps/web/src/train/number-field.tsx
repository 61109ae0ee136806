import { useState } from 'react';

export interface NumberFieldProps {
  readonly label: string;
  /** Of what the label says it; for those who do not see where it stands. */
  readonly of?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number that can be typed; while it is none that may be, the last that was stays. */
export function NumberField({ label, of, value, least, most, isWhole = false, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <label>
      <span>
        {label}
        {of && <span className="unseen"> {of}</span>}
      </span>
      <input
        type="number"
        required
        min={least}
        max={most}
        step={isWhole ? 1 : 'any'}
        value={draft ?? value}
        onChange={({ target }) => {
          setDraft(target.value);
          if (target.validity.valid) onChange(target.valueAsNumber);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </label>
  );
}
