import { useEffect, useState } from 'react';
import type { LeftTraining as Left } from '../worker/main';
import { workerClient } from '../worker/worker-client';

export interface LeftTrainingProps {
  /** Called with what is to be gone on with. */
  readonly onGoOn: (left: Left) => void;
}

/** The training that was left before its end, if one was; or that another tab is at it. */
export function LeftTraining({ onGoOn }: LeftTrainingProps) {
  const [left, setLeft] = useState<Left | 'locked'>();

  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const found = await workerClient().left();
      if (!isWanted) return;
      setLeft(found);
      if (found !== 'locked') return;
      await workerClient().untilUnlocked();
      if (isWanted) await look();
    };
    look();
    return () => {
      isWanted = false;
    };
  }, []);

  if (!left) return null;
  if (left === 'locked') {
    return (
      <p className="left" role="status">
        Another tab is training, and keeps its checkpoints on this device.
      </p>
    );
  }
  const { config, epoch, step } = left;
  return (
    <div className="left" role="status">
      <p>
        A training of <strong>{config.preset}</strong> was left after{' '}
        {step > 0 ? `step ${step} of epoch ${epoch + 1}` : `epoch ${epoch}`} of {config.epochs}.
      </p>
      <button type="button" className="main" onClick={() => onGoOn(left)}>
        Go on
      </button>
      <button
        type="button"
        onClick={() =>
          workerClient()
            .forget()
            .then(() => setLeft(undefined))
        }
      >
        Forget it
      </button>
    </div>
  );
}
