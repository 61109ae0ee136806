import { useState } from 'react';

export interface CopyButtonProps {
  readonly text: string;
  readonly children: string;
}

/** Puts a text on the clipboard. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [copied, setCopied] = useState<string>();
  return (
    <button
      type="button"
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(text),
          () => setCopied(undefined),
        )
      }
    >
      {copied === text ? 'Copied' : children}
    </button>
  );
}
