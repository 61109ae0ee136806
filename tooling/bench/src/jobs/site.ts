import { measureSite, type SiteMeasurement } from '../page/measure-site';
import { median } from '../statistics';
import type { Job, Row } from './job';
import { formatNumber, formatSpread } from './rows';

export const siteJob: Job = {
  name: 'site',
  async run(context) {
    const results: SiteMeasurement[] = [];
    for (let round = 1; round <= context.rounds; round++) {
      context.log(`site, round ${round} of ${context.rounds}`);
      results.push(await measureSite());
    }
    const row = (name: string, pick: (one: SiteMeasurement) => number, remark = ''): Row => {
      const values = results.map(pick);
      return [name, formatNumber(median(values)), formatSpread(values), remark];
    };
    return {
      name: 'site',
      title: 'The page of this project',
      about: 'The built page of `apps/web`, served by this machine to a Chromium that has nothing of it yet.',
      columns: ['what', 'figure', 'lowest–highest', 'remarks'],
      rows: [
        row('ms from opening it to its first answer', ({ firstAnswerMs }) => firstAnswerMs),
        row(
          'kB of JavaScript until then, gzipped',
          ({ pageBytes, workerBytes }) => (pageBytes + workerBytes) / 1000,
        ),
        row('of it the page’s own', ({ pageBytes }) => pageBytes / 1000, 'the rest is its worker’s'),
        row(
          'ms of the longest task while it trains',
          ({ longestTaskMs }) => longestTaskMs,
          'on the thread that draws; 0 where none was over 50 ms, which browsers do not tell',
        ),
        row(
          's to train `original` for 3 epochs, from the click',
          ({ trainingSeconds }) => trainingSeconds,
          'the pictures are fetched, verified and kept meanwhile',
        ),
      ],
      details: { results },
    };
  },
};
