import { memo, useEffect, useState } from 'react';
import type { KeptRun } from '../training/kept-runs';
import { workerClient } from '../worker/worker-client';
import { RunComparison } from './run-comparison';
import { RunList } from './run-list';
import './runs.css';

/** The trainings that are over, of which two can be compared. @param props.ended changes whenever one has come to an end */
export const RunsView = memo(function RunsView({ ended }: { ended: boolean }) {
  const [runs, setRuns] = useState<readonly KeptRun[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);

  useEffect(() => {
    workerClient().runs().then(setRuns);
  }, [ended]);

  if (runs.length === 0) return null;
  const choose = (id: string, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen, id].slice(-2) : chosen.filter((each) => each !== id));
  const forget = async (id: string) => {
    await workerClient().forgetRun(id);
    setChosen(chosen.filter((each) => each !== id));
    setRuns(await workerClient().runs());
  };
  const [a, b] = chosen.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  return (
    <section className="side wide" aria-labelledby="runs-title">
      <div>
        <h3 id="runs-title">Your runs</h3>
        <p className="hint">
          {runs.length === 1 ? 'Train another to compare the two.' : 'Choose two to compare them.'}
        </p>
      </div>
      <RunList runs={runs} chosen={chosen} onChoose={choose} onForget={forget} />
      {a && b && <RunComparison a={a} b={b} />}
    </section>
  );
});
