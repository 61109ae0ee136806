import { useMemo } from 'react';
import { useMoreThreadsAfterReload } from '../service-worker/use-service-worker';
import { type PageState, trainingConfigOf } from '../state/page-state';
import { resetTraining, startTraining, type TrainingWish, useTraining } from '../training/training-store';
import { useWorkerFailure } from '../worker/worker-client';
import { ConfusionView } from './confusion-view';
import { LeftTraining } from './left-training';
import { LockedTraining } from './locked-training';
import { Misfit } from './misfit';
import { RunsView } from './runs-view';
import { TrainingCharts } from './training-charts';
import { TrainingControls } from './training-controls';
import { TrainingForm } from './training-form';
import { TrainingResult } from './training-result';
import { TrainingStanding } from './training-standing';
import { usePlan } from './use-plan';
import { WeightGrid } from './weight-grid';
import './train.css';

export interface TrainViewProps {
  readonly state: PageState;
  readonly onChange: (changes: Partial<PageState>) => void;
}

/** Trains a network in the page, on all 60,000 pictures, and shows what it learns while it learns. */
export function TrainView({ state, onChange }: TrainViewProps) {
  const training = useTraining();
  const hasMoreThreads = useMoreThreadsAfterReload();
  const { phase, config, failure, result } = training;
  const isBusy = phase === 'loading' || phase === 'running' || phase === 'resting';
  const asked = useMemo(() => trainingConfigOf(state), [state]);
  const plan = usePlan(asked);
  const hasFailed = useWorkerFailure() !== undefined;
  const start = (wish: Partial<TrainingWish>) => {
    const begun = { config: asked, goesOn: false, isKept: true, ...wish };
    onChange(begun.config);
    startTraining(begun);
  };

  return (
    <div className="train">
      <section aria-labelledby="train-title" className="side">
        <h2 id="train-title">Train it here</h2>
        <p className="hint">
          On the 60,000 pictures of Fashion-MNIST, in this page, on this device. The same seed gives the same
          weights, to the last bit, as on the command line.
        </p>
        {phase === 'idle' && <LeftTraining onGoOn={(left) => start({ config: left.config, goesOn: true })} />}
        <TrainingForm config={asked} plan={plan} isBusy={isBusy} onChange={onChange} />
        {plan && !plan.fits && <Misfit layers={asked.layers} {...plan} />}
        {hasMoreThreads && !isBusy && (
          <div className="left">
            <p>This page has one thread now, and all of them after a reload.</p>
            <button type="button" onClick={() => window.location.reload()}>
              Reload
            </button>
          </div>
        )}
        {phase === 'locked' ? (
          <LockedTraining onStart={() => start({ isKept: false })} onCancel={resetTraining} />
        ) : (
          <TrainingControls
            phase={phase}
            canStart={plan?.fits !== false && !hasFailed}
            onStart={() => start({})}
          />
        )}
        <TrainingStanding training={training} />
        {failure && (
          <p role="alert" className="failure">
            {failure}
          </p>
        )}
        {result && config && (
          <TrainingResult
            result={result}
            config={config}
            onUse={() => onChange({ view: 'recognise', model: 'own' })}
          />
        )}
      </section>
      {config && (phase === 'ended' || isBusy) && (
        <section aria-label="What it learns" className="side">
          <TrainingCharts
            epochs={config.epochs}
            training={training.training}
            validation={training.validation}
          />
          {training.weights && (
            <figure>
              <figcaption>
                <h3>What the first neurons look for</h3>
                <p className="hint">Blue where a neuron wants light, orange where it wants none.</p>
              </figcaption>
              <WeightGrid pictures={training.weights} />
            </figure>
          )}
          {training.confusion && <ConfusionView confusion={training.confusion} />}
        </section>
      )}
      <RunsView ended={phase === 'ended'} />
    </div>
  );
}
