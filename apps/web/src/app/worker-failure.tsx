import { useWorkerFailure } from '../worker/worker-client';

/** Says that nothing can be computed any more, and what to do. */
export function WorkerFailure() {
  const failure = useWorkerFailure();
  if (!failure) return null;
  return (
    <div role="alert" className="failure worker-failure">
      <p>
        What computes in this page does not answer: {failure}. Reload the page; a training goes on from where
        it was last kept.
      </p>
      <button type="button" onClick={() => window.location.reload()}>
        Reload
      </button>
    </div>
  );
}
