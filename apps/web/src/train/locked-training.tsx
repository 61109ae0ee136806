export interface LockedTrainingProps {
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** Another tab is training: what can be done. */
export function LockedTraining({ onStart, onCancel }: LockedTrainingProps) {
  return (
    <div className="left" role="alert">
      <p>
        Another tab is training, and this one would overwrite its checkpoints. It can train without keeping
        any: closing it then ends its training, and its model is gone.
      </p>
      <button type="button" className="main" onClick={onStart}>
        Train without keeping
      </button>
      <button type="button" onClick={onCancel}>
        Leave it
      </button>
    </div>
  );
}
