import type { TrainingState } from '../training/training-state';
import { formatDuration } from './format-duration';

/** How far the training is, in bars and figures. */
export function TrainingStanding({ training }: { training: TrainingState }) {
  const { phase, config, dataShare, at, threads, validation, imagesPerSecond, secondsLeft, rest } = training;
  if (!config || phase === 'idle' || phase === 'locked' || phase === 'failed') return null;
  if (phase === 'loading') {
    return (
      <label className="progress">
        The 60,000 pictures: {Math.round(100 * dataShare)}%
        <progress value={dataShare} />
      </label>
    );
  }
  const last = validation.at(-1);
  const epoch = Math.min(config.epochs, Math.floor(at) + 1);
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Epoch', `${epoch} of ${config.epochs}`],
    ['Test accuracy', last ? `${(100 * last.accuracy).toFixed(2)}%` : '…'],
    ['Speed', imagesPerSecond ? `${Math.round(imagesPerSecond).toLocaleString('en')} pictures/s` : '…'],
    ['Time left', phase === 'running' && secondsLeft !== undefined ? formatDuration(secondsLeft) : '–'],
    ['Threads', String(threads)],
  ];
  return (
    <>
      <label className="progress">
        {phase === 'resting' && rest
          ? `Paused after step ${rest.step} of epoch ${rest.epoch + 1}`
          : phase === 'ended'
            ? 'Done'
            : 'Training'}
        <progress value={at / config.epochs} />
      </label>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {threads === 1 && !crossOriginIsolated && (
        <p className="hint">
          One thread: this page is not cross-origin isolated, and only then may threads share memory. The
          weights are the same.
        </p>
      )}
      {!training.isDataKept && (
        <p className="hint">
          There is no room to keep the pictures on this device: they are fetched anew next time.
        </p>
      )}
      {!training.isKept && (
        <p className="hint">
          Nothing of this training is kept on this device, as another tab trains: leaving the page ends it.
        </p>
      )}
      {!training.isCheckpointKept && (
        <p className="hint">
          There is no room to keep the training on this device: leaving the page ends it.
        </p>
      )}
    </>
  );
}
