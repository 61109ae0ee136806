import { ModelDownloads } from '../own-model/model-downloads';
import type { TrainingConfig } from '../training/training-config';
import type { TrainingState } from '../training/training-state';
import { RepeatCommand } from './repeat-command';

export interface TrainingResultProps {
  readonly result: NonNullable<TrainingState['result']>;
  readonly config: TrainingConfig;
  /** Called when the trained model is to answer. */
  readonly onUse: () => void;
}

/** What came out, and how to get it again. */
export function TrainingResult({ result, config, onUse }: TrainingResultProps) {
  return (
    <div className="result">
      <p role="status">
        {result.outcome === 'trained' ? 'Trained' : 'Stopped'}:{' '}
        <strong>{(100 * result.test.accuracy).toFixed(2)}%</strong> of the 10,000 test pictures are named
        right.
      </p>
      <div className="controls">
        <button type="button" className="main" onClick={onUse}>
          Draw for it
        </button>
      </div>
      <ModelDownloads />
      <p className="hint">SHA-256 of the weights</p>
      <code className="hash">{result.weightsSha256}</code>
      {result.outcome === 'trained' && <RepeatCommand config={config} />}
    </div>
  );
}
