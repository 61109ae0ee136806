'use client';

import { lazy, Suspense } from 'react';
import { RecogniseView } from '../recognise/recognise-view';
import { useServiceWorker } from '../service-worker/use-service-worker';
import { type View, views } from '../state/page-state';
import { usePageState } from '../state/use-page-state';
import { WorkerFailure } from './worker-failure';

const TrainView = lazy(async () => ({ default: (await import('../train/train-view')).TrainView }));
const UnderstandView = lazy(async () => ({
  default: (await import('../understand/understand-view')).UnderstandView,
}));

const names: Readonly<Record<View, string>> = {
  recognise: 'Recognise',
  train: 'Train',
  understand: 'Understand',
};

/** The whole page: its state is in the URL, and the work is done by a worker. */
export default function Page() {
  const [state, change] = usePageState();
  useServiceWorker();
  return (
    <>
      <header className="site">
        <h1>
          <img src="./icon.svg" alt="" width={28} height={28} /> fmnist
        </h1>
        <p>A neural network from scratch that names garments.</p>
        <nav aria-label="Views">
          {views.map((view) => (
            <button
              key={view}
              type="button"
              aria-current={state.view === view ? 'page' : undefined}
              onClick={() => change({ view })}
            >
              {names[view]}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <WorkerFailure />
        {state.view === 'recognise' && (
          <RecogniseView model={state.model} onModel={(model) => change({ model })} />
        )}
        <Suspense>
          {state.view === 'understand' && <UnderstandView model={state.model} />}
          {state.view === 'train' && <TrainView state={state} onChange={change} />}
        </Suspense>
      </main>
    </>
  );
}
