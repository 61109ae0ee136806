/** What the page can be asked to do, from outside by `page.evaluate`. */
import type { TrainOptions } from '@fmnist/core';
import { type SliceNetwork, type TrainedSlice, trainSlice } from './train-slice';

declare global {
  /** Trains on the images and labels that the page's server has. Set once the page's script has run. */
  var trainInPage: (
    network: SliceNetwork,
    threads: NonNullable<TrainOptions['threads']>,
  ) => Promise<TrainedSlice>;
}

async function fetchBytes(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`GET ${path} gives ${response.status}: ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

globalThis.trainInPage = async (network, threads) =>
  trainSlice(network, await fetchBytes('/data/images'), await fetchBytes('/data/labels'), threads);
