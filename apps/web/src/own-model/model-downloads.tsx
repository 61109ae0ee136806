import { useEffect, useState } from 'react';
import { workerClient } from '../worker/worker-client';
import { download } from './download';
import { type ModelFormat, modelFormats } from './model-formats';

const names: Readonly<Record<ModelFormat, string>> = { safetensors: 'safetensors', onnx: 'ONNX' };

/** Takes the visitor's own model away as a file. */
export function ModelDownloads() {
  const [failure, setFailure] = useState<string>();
  const [isKept, setIsKept] = useState(true);
  useEffect(() => {
    workerClient()
      .isOwnModelKept()
      .then(setIsKept, () => undefined);
  }, []);
  const save = (format: ModelFormat) =>
    workerClient()
      .ownModelFile(format)
      .then(
        (bytes) => download(bytes, `fashion_mnist.model.${format}`),
        (error: Error) => setFailure(error.message),
      );
  return (
    <>
      <div className="controls">
        {modelFormats.map((format) => (
          <button key={format} type="button" onClick={() => save(format)}>
            Download as {names[format]}
          </button>
        ))}
      </div>
      {!isKept && (
        <p className="hint">
          There is no room to keep this model on this device: download it before you leave the page.
        </p>
      )}
      {failure && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
    </>
  );
}
