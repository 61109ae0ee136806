import { readFileSync } from 'node:fs';
import { Tensor } from '@fmnist/core';
import { Classifier, modelUrl, type ShippedName, unpackModel } from '@fmnist/models';
import { readImages } from '../child/read-images';
import { type Entrant, measureRounds } from '../measure';
import { checkAnswers } from '../serve/check-answers';
import { type LoadAnswer, load } from '../serve/load';
import { writeNetwork } from '../serve/plain-network';
import { cases, PICTURES, requestsOf, type SentRequest, writeRequests } from '../serve/requests';
import { runServer } from '../serve/running-server';
import type { Server } from '../serve/server';
import { servers } from '../serve/servers';
import { median } from '../statistics';
import type { BenchContext, Entry, Job, Row } from './job';
import { describeDisturbances, formatNumber, formatSpread } from './rows';

/** The smallest that is shipped, and the one that answers where none is named. */
const MODELS: readonly ShippedName[] = ['mlp', 'cnn'];
const SECONDS = { full: { warmUp: 1, measured: 2 }, quick: { warmUp: 0.5, measured: 0.5 } };
const SIZE = 784;

interface Measured extends LoadAnswer {
  /** Processor time of the server, of a request; absent where it is not known. */
  readonly cpuMs?: number;
}

/** By the ids of cases. */
type Answers = Readonly<Record<string, Measured>>;

interface ServerEntrant extends Entrant<Answers> {
  readonly server: string;
  readonly model: ShippedName;
}

interface ServedEntry extends Entry<Answers> {
  readonly server: string;
  readonly model: ShippedName;
}

export const serveJob: Job = {
  name: 'serve',
  async run(context) {
    const entries = await measureServers(context);
    return {
      name: 'serve',
      title: 'Serving over HTTP',
      about:
        'Requests a second that a server answers, and in how many milliseconds, asked by autocannon from another ' +
        'process on the same cores: 32 clients with a picture each, or 8 with many, each of which asks again when it has ' +
        'its answer. All serve the same weights and were seen to answer alike. The pictures are of the data set: JSON of ' +
        '784 numbers, or PNG files of 28×28. CPU is the processor time of the server for a request; the last but one ' +
        'column divides requests a second of ours by theirs.',
      columns: [
        'model, requests',
        'server',
        'requests/s',
        'lowest–highest',
        'p50, ms',
        'p99, ms',
        'CPU, ms',
        'ours ÷ this',
        'remarks',
      ],
      rows: MODELS.flatMap((model) => cases.flatMap(({ id, name }) => rowsOf(entries, model, id, name))),
      details: { entries },
    };
  },
};

async function measureServers(context: BenchContext): Promise<ServedEntry[]> {
  const { workshop, participants, rounds, log } = context;
  const concerned = servers.filter(
    ({ peer }) => peer === undefined || participants.some(({ contender }) => contender.id === peer),
  );
  const presences = await Promise.all(concerned.map((server) => server.find()));
  const pixels = readImages(workshop.folder, 'test').pixels.slice(0, PICTURES * SIZE);
  const requests = new Map<string, SentRequest[]>();
  for (const each of cases) requests.set(each.id, await requestsOf(each, pixels));
  const entrants: ServerEntrant[] = [];
  for (const model of MODELS) {
    const classifier = new Classifier(unpackModel(readFileSync(modelUrl(model))));
    writeNetwork(workshop.folder, model, classifier.model);
    const expected = await classifier.classify(new Tensor(pixels, [PICTURES, SIZE]));
    for (const [index, server] of concerned.entries()) {
      if ('missing' in presences[index] || !server.models.includes(model)) continue;
      const run = () => measureServer(context, server, model, requests, expected);
      entrants.push({ id: `${server.id}, ${model}`, server: server.id, model, run });
    }
  }
  const outcomes = await measureRounds(entrants, rounds, (line) => log(`serve, ${line}`));
  return MODELS.flatMap((model) =>
    concerned
      .filter(({ models }) => models.includes(model))
      .map((server): ServedEntry => {
        const place = entrants.findIndex(
          (entrant) => entrant.server === server.id && entrant.model === model,
        );
        const presence = presences[concerned.indexOf(server)];
        const outcome = place === -1 ? { results: [], disturbances: [] } : outcomes[place];
        const reason = 'missing' in presence ? presence.missing : outcomes[place]?.failure;
        return {
          id: `${server.id}, ${model}`,
          name: server.name,
          server: server.id,
          model,
          note: server.note,
          ...('version' in presence && { version: presence.version }),
          results: outcome.results,
          disturbances: outcome.disturbances,
          ...(reason !== undefined && { reason }),
        };
      }),
  );
}

async function measureServer(
  { workshop, quick }: BenchContext,
  server: Server,
  model: ShippedName,
  requests: ReadonlyMap<string, readonly SentRequest[]>,
  expected: Awaited<ReturnType<Classifier['classify']>>,
): Promise<Answers> {
  const running = await runServer((port) => server.command(workshop, model, port));
  try {
    const answers: Record<string, Measured> = {};
    for (const { id, kind, connections } of cases) {
      const sent = requests.get(id) ?? [];
      const url = `${running.url}${server.path(kind)}`;
      await checkAnswers(url, sent, expected);
      const requestsFile = writeRequests(workshop.folder, id, sent);
      const { warmUp, measured } = quick ? SECONDS.quick : SECONDS.full;
      await load(workshop, { url, requestsFile, connections, seconds: warmUp });
      const before = running.cpuSeconds();
      const answer = await load(workshop, { url, requestsFile, connections, seconds: measured });
      const after = running.cpuSeconds();
      const isKnown = before !== undefined && after !== undefined;
      answers[id] = { ...answer, ...(isKnown && { cpuMs: ((after - before) * 1000) / answer.requests }) };
    }
    return answers;
  } finally {
    await running.stop();
  }
}

function rowsOf(entries: readonly ServedEntry[], model: ShippedName, id: string, name: string): Row[] {
  const rate = ({ results }: ServedEntry) => median(results.map((answers) => answers[id].requestsASecond));
  const concerned = entries.filter((entry) => entry.model === model);
  const measured = concerned.filter(({ results }) => results.length > 0).sort((a, b) => rate(b) - rate(a));
  const ours = measured.find(({ server }) => server === 'ours');
  const title = `${model}, ${name}`;
  return [
    ...measured.map((entry) => {
      const of = (value: (answer: Measured) => number) => entry.results.map((answers) => value(answers[id]));
      const disturbed = describeDisturbances(entry.disturbances ?? [], entry.results.length);
      const remarks = [entry.note, disturbed, entry.reason && `a round failed: ${entry.reason}`];
      return [
        title,
        entry.name,
        formatNumber(rate(entry)),
        formatSpread(of(({ requestsASecond }) => requestsASecond)),
        formatNumber(median(of(({ p50Ms }) => p50Ms))),
        formatNumber(median(of(({ p99Ms }) => p99Ms))),
        formatNumber(median(of(({ cpuMs }) => cpuMs ?? Number.NaN))),
        ours ? `${formatNumber(rate(ours) / rate(entry), 2)}×` : '–',
        remarks.filter(Boolean).join('; '),
      ];
    }),
    ...concerned
      .filter(({ results }) => results.length === 0)
      .map((entry) => [title, entry.name, '–', '–', '–', '–', '–', '–', entry.reason ?? 'not measured']),
  ];
}
