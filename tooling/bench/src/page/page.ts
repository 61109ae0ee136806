/** The script of the page in which contenders train, each in a page of its own. */
import { dataFiles, type Images, imagesOf } from '../images';
import { loadRunner } from '../runners';
import type { TrainingPlan, TrainingReport } from '../runners/runner';

declare global {
  /** Trains one contender. Set once the page's script has run. */
  var trainInPage: (contender: string, plan: TrainingPlan) => Promise<TrainingReport>;
}

globalThis.trainInPage = async (contender, plan) => {
  if (contender === 'tfjs-wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths('/tensorflow/');
  }
  const { train } = await loadRunner(contender);
  if (!train) throw new Error(`${contender} cannot train`);
  return train({ train: await fetchImages('train'), test: await fetchImages('test') }, plan);
};

async function fetchImages(set: keyof typeof dataFiles): Promise<Images> {
  const fetchBytes = async (name: string) => {
    const response = await fetch(`/data/${name}`);
    if (!response.ok) throw new Error(`/data/${name} gives ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const { images, labels } = dataFiles[set];
  return imagesOf(await fetchBytes(images), await fetchBytes(labels));
}
