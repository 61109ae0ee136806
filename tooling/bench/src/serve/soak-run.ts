import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tensor } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { Classifier, modelUrl, type ShippedName, unpackModel } from '@fmnist/models';
import { JsonObject } from '../json-object';
import type { Workshop } from '../workshop';
import { checkAnswers } from './check-answers';
import { PICTURES, requestsOf, type SentRequest } from './requests';
import { type RunningServer, runServer } from './running-server';
import { servers } from './servers';
import { type SoakAnswer, soak } from './soak-load';

/** How long, and how much. */
export interface SoakPlan {
  readonly calmSeconds: number;
  readonly limitSeconds: number;
  readonly overloadSeconds: number;
  readonly afterSeconds: number;
  /** How often the model is replaced while the service is at its limit. */
  readonly swaps: number;
}

/** What a soak found out. */
export interface SoakResult {
  /** Now and then a request, before anything else. */
  readonly calm: SoakAnswer;
  /** As much as it can, with models that are replaced. */
  readonly limit: SoakAnswer;
  /** Five times as much as it can. */
  readonly overload: SoakAnswer;
  /** The same as in the beginning, right after that. */
  readonly after: SoakAnswer;
  /** Requests a second that were sent in overload. */
  readonly overloadRate: number;
  readonly swaps: number;
  /** The resident set in bytes, every second from the start of `limit` on; empty where it is not known. */
  readonly memory: readonly number[];
}

/** Two models that take turns as versions of one. */
const TURNS: readonly ShippedName[] = ['cnn', 'cnn-small'];
const NAME = 'served';
const CALM_RATE = 50;
const OVERLOAD = 5;
/** Of the clients that ask as fast as they are answered, and of those that do not care. */
const [CLIENTS, CROWD] = [32, 1000];
const POLL_MS = 250;
const SIZE = 784;

/** Loads the service for long, past what it can, and replaces its model meanwhile. */
export async function runSoak(
  workshop: Workshop,
  plan: SoakPlan,
  log: (line: string) => void,
): Promise<SoakResult> {
  const models = join(workshop.folder, 'models');
  await putVersion(models, 1);
  const [api] = servers;
  const running = await runServer((port) => {
    const { env, ...command } = api.command(workshop, TURNS[0], port);
    const own = { MODEL: NAME, MODELS_DIR: models, MODELS_POLL_MS: String(POLL_MS) };
    return { ...command, env: { ...env, ...own } };
  });
  try {
    const url = `${running.url}/v1/predict`;
    const requestsFile = await prepareRequests(workshop, url);
    const ask = (phase: string, connections: number, seconds: number, rate: number) => {
      log(`${phase}: ${seconds} s`);
      return soak(workshop, { url, requestsFile, connections, seconds, rate });
    };
    await ask('warms up', CLIENTS, Math.min(5, plan.calmSeconds), 0);
    const calm = await ask('calm', CLIENTS, plan.calmSeconds, CALM_RATE);
    const memory = watchMemory(running.pid);
    const [limit, swaps] = await Promise.all([
      ask('at its limit', CLIENTS, plan.limitSeconds, 0),
      swapModels(running, models, plan),
    ]);
    const overloadRate = Math.round(OVERLOAD * (await measureLimit(workshop, url, requestsFile, plan)));
    const overload = await ask('overload', CROWD, plan.overloadSeconds, overloadRate);
    const after = await ask('calm again', CLIENTS, plan.afterSeconds, CALM_RATE);
    return { calm, limit, overload, after, overloadRate, swaps, memory: memory.end() };
  } finally {
    await running.stop();
  }
}

/** What it can with the version that answers in the end. */
async function measureLimit(
  workshop: Workshop,
  url: string,
  requestsFile: string,
  { calmSeconds }: SoakPlan,
): Promise<number> {
  const answer = await soak(workshop, {
    url,
    requestsFile,
    connections: CLIENTS,
    seconds: calmSeconds,
    rate: 0,
  });
  return countOf(answer, 200) / answer.seconds;
}

/** How many answers of a status there were. */
export function countOf({ statuses }: SoakAnswer, status: number): number {
  return statuses.find((each) => each.status === status)?.count ?? 0;
}

/** Pixels and files, with what each model says of them, which must be right. */
async function prepareRequests({ folder }: Workshop, url: string): Promise<string> {
  const pixels = Uint8Array.from((await loadFashionMnist()).test.images.data.subarray(0, PICTURES * SIZE));
  const facts = { id: '', name: '', pictures: 1, connections: 1 };
  const requests: SentRequest[] = [];
  for (const kind of ['json', 'png'] as const)
    requests.push(...(await requestsOf({ ...facts, kind }, pixels)));
  for (const model of TURNS) {
    const classifier = new Classifier(unpackModel(await readFile(modelUrl(model))));
    const expected = await classifier.classify(new Tensor(pixels, [PICTURES, SIZE]));
    await checkAnswers(`${url}?model=${model}`, requests, expected);
  }
  const encoded = await Promise.all(
    requests.map(async ({ contentType, body }) => ({
      contentType,
      body: body.toString('base64'),
      expected: await Promise.all(
        TURNS.map(async (model) => {
          const headers = { 'Content-Type': contentType };
          const answer = await fetch(`${url}?model=${model}`, {
            method: 'POST',
            headers,
            body: new Uint8Array(body),
          });
          const text = await answer.text();
          return text.slice(text.indexOf('"predictions"'));
        }),
      ),
    })),
  );
  const path = join(folder, 'soak-requests.json');
  await writeFile(path, JSON.stringify({ requests: encoded }));
  return path;
}

/** Puts one version after the other, each when the one before answers; the last is of the first model. */
async function swapModels(
  { url }: RunningServer,
  models: string,
  { swaps, limitSeconds }: SoakPlan,
): Promise<number> {
  const begin = performance.now();
  for (let swap = 1; swap <= swaps; swap++) {
    const version = swap + 1;
    await putVersion(models, version);
    while ((await versionOf(url)) !== String(version)) await sleep(100);
    const next = (swap / swaps) * 0.9 * limitSeconds * 1000;
    await sleep(Math.max(0, begin + next - performance.now()));
  }
  return swaps;
}

async function putVersion(models: string, version: number): Promise<void> {
  const folder = join(models, NAME, String(version));
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'model.safetensors');
  await copyFile(fileURLToPath(modelUrl(TURNS[(version + 1) % 2])), `${file}.part`);
  await rename(`${file}.part`, file);
}

async function versionOf(url: string): Promise<string | undefined> {
  const json = JsonObject.parse(await (await fetch(`${url}/v1/models`)).text(), 'The models');
  return json
    .objects('models')
    .find((model) => model.string('name') === NAME)
    ?.string('version');
}

function watchMemory(pid: number): { end(): number[] } {
  const bytes: number[] = [];
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes !== undefined) bytes.push(Number(kilobytes) * 1024);
  }, 1000);
  return {
    end() {
      clearInterval(timer);
      return bytes;
    },
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
