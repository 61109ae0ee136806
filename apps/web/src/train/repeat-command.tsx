import { download } from '../own-model/download';
import type { TrainingConfig } from '../training/training-config';
import { CopyButton } from './copy-button';
import { usePlan } from './use-plan';

/** How the command line trains the same weights. */
export function RepeatCommand({ config }: { config: TrainingConfig }) {
  const plan = usePlan(config);
  if (!plan?.fits) return null;
  const { command, recipe } = plan.repeat;
  return (
    <>
      <p className="hint">
        The same weights on the command line
        {recipe && ', from a file that says what no flags can: download it, and run this beside it'}
      </p>
      <pre className="command">{command}</pre>
      <div className="controls">
        <CopyButton text={command}>Copy the command</CopyButton>
        {recipe && (
          <button type="button" onClick={() => download(new TextEncoder().encode(recipe.text), recipe.name)}>
            Download {recipe.name}
          </button>
        )}
      </div>
    </>
  );
}
