import type { Dataset } from '@fmnist/data';
import { checkLabels } from '../check-labels';
import { loadData } from '../load-data';
import type { Run } from '../runs/run';

/**
 * The pictures a run is tested with: those in the folder that is named, else of the data it was trained on.
 * @throws UserError where they are not there any more, or of other classes than the run's.
 */
export async function loadRunTest({ folder, config }: Run, named: string | undefined): Promise<Dataset> {
  const { flags, data } = config;
  const loaded = await loadData(named ?? (typeof flags.data === 'string' ? flags.data : undefined));
  checkLabels(
    { labels: data.classNames, outputShape: [data.classNames.length] },
    folder,
    loaded,
    'name the data set it was trained on with --data',
  );
  return loaded.test;
}
