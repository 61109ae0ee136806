import { capabilities } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isolatesPages,
  type LaunchedChromium,
  launchChromium,
  openPage,
  type RunningServer,
  serve,
} from '../src';
import { type SliceNetwork, type TrainedSlice, trainSlice } from './page/train-slice';
import { pageRoutes } from './page-routes';

const SAMPLES = 2000;

/** Only the kernels with vectors share their memory with threads. */
const { simd } = capabilities();
const canIsolate = await isolatesPages();

let chromium: LaunchedChromium;
let isolated: RunningServer;
let plain: RunningServer;
let inNode: Record<SliceNetwork, TrainedSlice>;

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
  inNode = {
    dense: await trainSlice('dense', pixels, classes, 1),
    convolutional: await trainSlice('convolutional', pixels, classes, 1),
  };
});

afterAll(async () => {
  await chromium?.close();
  await isolated?.close();
  await plain?.close();
});

/** Opens the page and asks it to train; fails where anything in it went wrong on the way. */
async function trainIn(
  server: RunningServer,
  network: SliceNetwork,
  threads: number | 'auto',
): Promise<TrainedSlice & { isIsolated: boolean; processors: number }> {
  const { page, errors, close } = await openPage(chromium.browser, `${server.url}/`);
  const trained = await page
    .evaluate(
      async (asked) => ({
        ...(await trainInPage(asked.network, asked.threads)),
        isIsolated: crossOriginIsolated,
        processors: navigator.hardwareConcurrency,
      }),
      { network, threads },
    )
    .catch((error: unknown) => {
      throw new Error(`The page did not train: ${[error, ...errors].join('; ')}`);
    });
  expect(errors).toEqual([]);
  await close();
  return trained;
}

describe.each(['dense', 'convolutional'] as const)(
  'training a %s network in a browser page gives the same bits as in Node',
  (network) => {
    it.runIf(canIsolate).each([1, 2, 4])('on %i threads of an isolated page', async (asked) => {
      const trained = await trainIn(isolated, network, asked);
      const threads = simd ? asked : 1;
      expect(trained).toMatchObject({ isIsolated: true, threads, sha256: inNode[network].sha256 });
    });

    it.runIf(canIsolate)('on as many threads as an isolated page sees fit', async () => {
      const { isIsolated, threads, processors, sha256 } = await trainIn(isolated, network, 'auto');
      expect({ isIsolated, sha256 }).toEqual({ isIsolated: true, sha256: inNode[network].sha256 });
      expect(threads).toBeGreaterThanOrEqual(1);
      expect(threads).toBeLessThanOrEqual(processors);
    });

    it.each([2, 'auto'] as const)(
      'on the only thread of a page that is not isolated, asked for %s',
      async (asked) => {
        const trained = await trainIn(plain, network, asked);
        expect(trained).toMatchObject({ isIsolated: false, threads: 1, sha256: inNode[network].sha256 });
      },
    );
  },
);
