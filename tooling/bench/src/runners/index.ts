import type { Predictor, Runner } from './runner';

/** How to make each contender's runner. Only the library of the one that is asked for is loaded. */
const runners: Readonly<Record<string, () => Promise<Runner>>> = {
  ours: async () => (await import('./ours')).createOursRunner({}),
  'ours-1': async () => (await import('./ours')).createOursRunner({ threads: 1 }),
  'ours-2': async () => (await import('./ours')).createOursRunner({ threads: 2 }),
  'ours-fast': async () => (await import('./ours')).createOursRunner({ precision: 'fast' }),
  'ours-fast-1': async () => (await import('./ours')).createOursRunner({ threads: 1, precision: 'fast' }),
  'ours-fast-2': async () => (await import('./ours')).createOursRunner({ threads: 2, precision: 'fast' }),
  'tfjs-wasm': async () => (await import('./tensorflow')).createTensorflowRunner('wasm'),
  'tfjs-cpu': async () => (await import('./tensorflow')).createTensorflowRunner('cpu'),
  jax: async () => (await import('./jax')).createJaxRunner(),
  brain: async () => (await import('./brain')).createBrainRunner(),
  onnxruntime: async () => (await import('./onnxruntime')).createOnnxRuntimeRunner(),
};

export async function loadRunner(contender: string): Promise<Runner> {
  if (!Object.hasOwn(runners, contender)) throw new Error(`No runner is named "${contender}"`);
  return runners[contender]();
}

/** The ways to predict many images at once. @throws Error where there is none */
export function waysOf({ predictors = [] }: Runner, contender: string): readonly Predictor[] {
  if (predictors.length === 0) throw new Error(`${contender} cannot predict`);
  return predictors;
}

/** The ways to predict one image: those made for it first. @throws Error where there is none */
export function singleWaysOf(runner: Runner, contender: string): readonly Predictor[] {
  return [...(runner.singlePredictors ?? []), ...waysOf(runner, contender)];
}
