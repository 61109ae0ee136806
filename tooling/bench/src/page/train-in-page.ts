import { launchChromium, openPage, type Route, serve } from '@fmnist/browser';
import type { Browser } from 'playwright-core';
import type { TrainAnswer } from '../messages';
import { HIDDEN } from '../runners/parameters';
import type { TrainingPlan } from '../runners/runner';

/** Whether the page is cross-origin isolated, as it must be to have threads. */
export type PageKind = 'isolated' | 'plain';

/** A training in a page. */
export interface PageTraining {
  readonly answer: TrainAnswer;
  /** Processor time of what Chromium started, in seconds: when it ends, the system does not count it as ours. */
  readonly childSeconds: number;
}

/**
 * Trains a contender in a Chromium of its own.
 * @param routes the page, of `buildPage`
 */
export async function trainInPage(
  routes: Record<string, Route>,
  contender: string,
  plan: Omit<TrainingPlan, 'hidden'>,
  kind: PageKind,
): Promise<PageTraining> {
  const server = await serve({ isolated: kind === 'isolated', routes });
  const chromium = await launchChromium();
  try {
    const { page, errors } = await openPage(chromium.browser, `${server.url}/`);
    const answer = await page
      .evaluate(([id, what]) => globalThis.trainInPage(id, what), [
        contender,
        { ...plan, hidden: HIDDEN },
      ] as const)
      .catch((error: unknown) => {
        throw new Error([error instanceof Error ? error.message : String(error), ...errors].join('; '));
      });
    return { answer, childSeconds: await childSeconds(chromium.browser) };
  } finally {
    await chromium.close();
    await server.close();
  }
}

async function childSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type !== 'browser').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
