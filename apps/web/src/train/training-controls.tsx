import type { TrainingState } from '../training/training-state';
import { workerClient } from '../worker/worker-client';

export interface TrainingControlsProps {
  readonly phase: TrainingState['phase'];
  /** Whether there is something to train. */
  readonly canStart: boolean;
  readonly onStart: () => void;
}

/** Starts, pauses, steps, resumes and stops. */
export function TrainingControls({ phase, canStart, onStart }: TrainingControlsProps) {
  if (phase === 'running') {
    return (
      <div className="controls">
        <button type="button" className="main" onClick={() => workerClient().pause()}>
          Pause
        </button>
        <button type="button" onClick={() => workerClient().stop()}>
          Stop
        </button>
      </div>
    );
  }
  if (phase === 'resting') {
    return (
      <div className="controls">
        <button type="button" className="main" onClick={() => workerClient().resume()}>
          Resume
        </button>
        <button type="button" onClick={() => workerClient().step()}>
          Step
        </button>
        <button type="button" onClick={() => workerClient().stop()}>
          Stop
        </button>
      </div>
    );
  }
  return (
    <div className="controls">
      <button type="button" className="main" disabled={phase === 'loading' || !canStart} onClick={onStart}>
        {phase === 'ended' ? 'Train again' : 'Start'}
      </button>
    </div>
  );
}
