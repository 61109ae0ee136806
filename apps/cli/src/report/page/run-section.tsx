import type { Options } from 'yargs';
import type { Run } from '../../runs/run';
import { trainFlags } from '../../train/train-flags';
import { repeatCommand } from '../repeat-command';
import { type Fact, Facts } from './facts';
import { grouped, moment } from './format';
import { Section } from './section';

/** What was trained on what, where, and how to do it again. */
export function RunSection({ run }: { run: Run }) {
  const { config, result } = run;
  const { environment, data, recipe, flags } = config;
  const settings: Fact[] = [
    ['data', `${data.source}: ${grouped(data.train.count)} to train, ${grouped(data.test.count)} to test`],
    ['epochs', String(recipe.epochs)],
    ['batch size', String(recipe.batchSize)],
    ...Object.entries(flags)
      .filter(([name, value]) => isTelling(name, value))
      .map(([name, value]): Fact => [name.replaceAll('-', ' '), spelled(value)]),
    ...(config.initFrom ? [['begun with', config.initFrom.file] as const] : []),
  ];
  const surroundings: Fact[] = [
    ['begun', moment(environment.startedAt)],
    ['fmnist', config.fmnist],
    ['Node', environment.node],
    ['platform', `${environment.platform} ${environment.architecture}`],
    ['processor', `${environment.cpu}, ${environment.cores} cores`],
    ['threads', result ? String(result.threads) : String(environment.threads)],
    ...(result ? [['SHA-256 of the weights', result.weightsSha256] as const] : []),
  ];
  return (
    <Section id="run" title="The run">
      <div class="columns">
        <div>
          <h3>Settings</h3>
          <Facts facts={settings} />
        </div>
        <div>
          <h3>Environment</h3>
          <Facts facts={surroundings} />
        </div>
      </div>
      <div class="repeat">
        <h3>To repeat it</h3>
        <p class="how">The same seed gives the same weights, bit for bit, on any number of threads:</p>
        <pre class="command">{repeatCommand(run)}</pre>
      </div>
      <details>
        <summary>The whole configuration</summary>
        <pre>{JSON.stringify(config, null, 2)}</pre>
      </details>
    </Section>
  );
}

/** Whether a flag says more of a run than that it was left alone. */
function isTelling(name: string, value: string | number | boolean | readonly number[]): boolean {
  if (['data', 'epochs', 'batch-size', 'out', 'name'].includes(name)) return false;
  if (['preset', 'seed'].includes(name)) return true;
  const usual = Object.entries<Options>(trainFlags).find(([known]) => known === name)?.[1].default;
  return String(value) !== String(usual);
}

function spelled(value: string | number | boolean | readonly number[]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
