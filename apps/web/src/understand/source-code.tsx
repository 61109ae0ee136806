import { useState } from 'react';
import { type SourceFile, sourceCopy } from './source-files';

/** A file of the repository by its name, which opens to its code. */
export function SourceCode({ file }: { file: SourceFile }) {
  const [code, setCode] = useState<string>();

  async function fetchCode() {
    try {
      const response = await fetch(sourceCopy(file));
      setCode(response.ok ? await response.text() : `The site has no copy of ${file}.`);
    } catch {
      setCode(`${file} could not be fetched: is there a connection?`);
    }
  }

  return (
    <details
      className="source"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && code === undefined) void fetchCode();
      }}
    >
      <summary>{file}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section tabIndex={0} aria-label={`Code of ${file}`}>
        <pre>{code ?? '…'}</pre>
      </section>
    </details>
  );
}
