export interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  /** What can be chosen, and what that is called. */
  readonly names: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of some names. */
export function ChoiceField<T extends string>({ label, value, names, onChange }: ChoiceFieldProps<T>) {
  const isChoice = (text: string): text is T => Object.hasOwn(names, text);
  return (
    <label>
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          if (isChoice(target.value)) onChange(target.value);
        }}
      >
        {Object.keys(names)
          .filter(isChoice)
          .map((choice) => (
            <option key={choice} value={choice}>
              {names[choice]}
            </option>
          ))}
      </select>
    </label>
  );
}
