import { loadFashionMnist } from '@fmnist/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedChromium, launchChromium, openPage, type RunningServer, serve } from '../src';
import { type TrainedSlice, trainSlice } from './page/train-slice';
import { pageRoutes } from './page-routes';

const SAMPLES = 2000;

let chromium: LaunchedChromium;
let isolated: RunningServer;
let plain: RunningServer;
let inNode: TrainedSlice;

beforeAll(async () => {
  const { images, labels } = (await loadFashionMnist()).train;
  const pixels = Uint8Array.from(images.data.subarray(0, SAMPLES * 784));
  const classes = labels.slice(0, SAMPLES);
  const routes = {
    ...(await pageRoutes()),
    '/data/images': { content: pixels },
    '/data/labels': { content: classes },
  };
  isolated = await serve({ isolated: true, routes });
  plain = await serve({ isolated: false, routes });
  chromium = await launchChromium();
  inNode = await trainSlice(pixels, classes, 1);
});

afterAll(async () => {
  await chromium?.close();
  await isolated?.close();
  await plain?.close();
});

/** Opens the page and asks it to train; fails where anything in it went wrong on the way. */
async function trainIn(
  server: RunningServer,
  threads: number | 'auto',
): Promise<TrainedSlice & { isIsolated: boolean; processors: number }> {
  const { page, errors, close } = await openPage(chromium.browser, `${server.url}/`);
  const trained = await page
    .evaluate(
      async (asked) => ({
        ...(await trainInPage(asked)),
        isIsolated: crossOriginIsolated,
        processors: navigator.hardwareConcurrency,
      }),
      threads,
    )
    .catch((error: unknown) => {
      throw new Error(`The page did not train: ${[error, ...errors].join('; ')}`);
    });
  expect(errors).toEqual([]);
  await close();
  return trained;
}

describe('training in a browser page gives the same bits as in Node', () => {
  it.each([1, 2, 4])('on %i threads of an isolated page', async (threads) => {
    const trained = await trainIn(isolated, threads);
    expect(trained).toMatchObject({ isIsolated: true, threads, sha256: inNode.sha256 });
  });

  it('on as many threads as an isolated page sees fit', async () => {
    const { isIsolated, threads, processors, sha256 } = await trainIn(isolated, 'auto');
    expect({ isIsolated, sha256 }).toEqual({ isIsolated: true, sha256: inNode.sha256 });
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(processors);
  });

  it.each([2, 'auto'] as const)(
    'on the only thread of a page that is not isolated, asked for %s',
    async (asked) => {
      const trained = await trainIn(plain, asked);
      expect(trained).toMatchObject({ isIsolated: false, threads: 1, sha256: inNode.sha256 });
    },
  );
});
