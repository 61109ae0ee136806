import { dataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';

interface GetFlags {
  data: string | undefined;
}

/** `fmnist data get`: has the data set fetched. */
export const getCommand: LazyCommand<GetFlags> = {
  builder: (yargs) =>
    yargs
      .option('data', dataFlag)
      .example('$0 data get', 'fetch Fashion-MNIST once, to train without a network'),
  handler: async ({ data }) => {
    const { train, test, source } = await loadData(data);
    console.log(
      `${train.labels.length} pictures to train on and ${test.labels.length} to test with, from ${source}`,
    );
  },
};
