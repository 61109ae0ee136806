import { type DragEvent, useCallback, useEffect, useId, useState } from 'react';

export interface PictureInputProps {
  /** Called with each file that is chosen, dropped or pasted. */
  readonly onFile: (file: File) => void;
}

/** Takes picture files: chosen, taken with a camera, dropped on it, or pasted anywhere on the page. */
export function PictureInput({ onFile }: PictureInputProps) {
  const [isOver, setIsOver] = useState(false);
  const id = useId();
  const take = useCallback(
    (files: FileList | null | undefined) => {
      const file = files?.[0];
      if (file) onFile(file);
    },
    [onFile],
  );

  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => take(clipboardData?.files);
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [take]);

  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };

  return (
    <section
      aria-label="A picture of your own"
      className="picture-input"
      data-over={isOver}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className="button">
        Choose a picture
      </label>
      <input
        id={id}
        type="file"
        accept="image/*"
        className="unseen"
        onChange={({ target }) => {
          take(target.files);
          target.value = '';
        }}
      />
      <span className="hint">or drop one here, or paste one. It stays on this device.</span>
    </section>
  );
}
