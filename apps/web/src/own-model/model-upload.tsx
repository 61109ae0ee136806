import { useId, useState } from 'react';
import { workerClient } from '../worker/worker-client';

export interface ModelUploadProps {
  /** Called when the model is there and can answer. */
  readonly onLoaded: () => void;
}

/** Loads a model's file, of this page or of the command line, as the visitor's own. */
export function ModelUpload({ onLoaded }: ModelUploadProps) {
  const [failure, setFailure] = useState<string>();
  const [isKept, setIsKept] = useState(true);
  const id = useId();
  const load = async (file: File) => {
    setFailure(undefined);
    try {
      await workerClient().loadOwnModel(new Uint8Array(await file.arrayBuffer()), file.name);
      setIsKept(await workerClient().isOwnModelKept());
      onLoaded();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="model-upload">
      <label htmlFor={id} className="button">
        Load a model
      </label>
      <input
        id={id}
        type="file"
        accept=".safetensors"
        className="unseen"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) load(file);
          target.value = '';
        }}
      />
      {!isKept && (
        <p className="hint" role="status">
          There is no room to keep this model on this device: it answers until the page is left.
        </p>
      )}
      {failure && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
    </div>
  );
}
