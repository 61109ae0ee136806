import { useEffect, useState } from 'react';
import type { Plan } from '../training/plan';
import type { TrainingConfig } from '../training/training-config';
import { workerClient } from '../worker/worker-client';

/** What comes of a configuration; of the one before it while that is found out, and nothing at first. */
export function usePlan(config: TrainingConfig): Plan | undefined {
  const [plan, setPlan] = useState<Plan>();
  const text = JSON.stringify(config);
  useEffect(() => {
    let isWanted = true;
    workerClient()
      .plan(JSON.parse(text))
      .then((found) => {
        if (isWanted) setPlan(found);
      });
    return () => {
      isWanted = false;
    };
  }, [text]);
  return plan;
}
