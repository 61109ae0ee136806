/** Real servers, each in a process of its own, asked from another. */
import { readFileSync } from 'node:fs';
import { Tensor } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { type Classification, Classifier, modelUrl, unpackModel } from '@fmnist/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAnswers } from '../src/serve/check-answers';
import { load } from '../src/serve/load';
import { writeNetwork } from '../src/serve/plain-network';
import { cases, PICTURES, requestsOf, writeRequests } from '../src/serve/requests';
import { runServer } from '../src/serve/running-server';
import { servers } from '../src/serve/servers';
import { runSoak } from '../src/serve/soak-run';
import { openWorkshop, type Workshop } from '../src/workshop';

const MODEL = 'cnn-small';
let workshop: Workshop;
let pixels: Uint8Array<ArrayBuffer>;
let expected: Classification[];

beforeAll(async () => {
  workshop = await openWorkshop();
  const { images } = (await loadFashionMnist()).test;
  pixels = Uint8Array.from(images.data.subarray(0, PICTURES * 784));
  const classifier = new Classifier(unpackModel(readFileSync(modelUrl(MODEL))));
  writeNetwork(workshop.folder, MODEL, classifier.model);
  expected = await classifier.classify(new Tensor(pixels, [PICTURES, 784]));
});
afterAll(() => workshop.close());

describe('servers of the same weights', () => {
  it.each(['ours', 'tfjs-wasm'])('answer alike, whatever the pictures come as: %s', async (id) => {
    const server = servers.find((each) => each.id === id);
    if (!server) throw new Error(`There is no server ${id}`);
    const running = await runServer((port) => server.command(workshop, MODEL, port));
    for (const each of cases) {
      const requests = await requestsOf(each, pixels);
      const url = `${running.url}${server.path(each.kind)}`;
      await checkAnswers(url, requests, expected);
      const requestsFile = writeRequests(workshop.folder, each.id, requests);
      const answer = await load(workshop, { url, requestsFile, connections: 4, seconds: 0.2 });
      expect(answer.requests).toBeGreaterThan(0);
      expect(answer.p99Ms).toBeGreaterThanOrEqual(answer.p50Ms);
      const others = [...expected.slice(1), expected[0]];
      await expect(checkAnswers(url, requests, others)).rejects.toThrow(/picture \d+ is /);
    }
    await running.stop();
    await expect(fetch(running.url)).rejects.toThrow();
  });
});

describe('a soak', () => {
  it('replaces models under load, overloads the service, and finds nothing but 200 and 503', async () => {
    const plan = { calmSeconds: 2, limitSeconds: 4, overloadSeconds: 2, afterSeconds: 6, swaps: 2 };
    const { calm, limit, overload, after, swaps } = await runSoak(workshop, plan, () => undefined);
    expect(swaps).toBe(2);
    for (const { statuses, errors, wrong } of [calm, limit, overload, after]) {
      expect([errors, wrong]).toEqual([0, 0]);
      expect(statuses.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    }
    for (const { statuses } of [calm, limit, after]) expect(statuses).toMatchObject([{ status: 200 }]);
  });
});
