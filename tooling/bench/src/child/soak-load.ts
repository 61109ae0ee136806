/** The process that asks a server for long: it checks each answer, and tells what it saw, second by second. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { JsonObject } from '../json-object';
import { decodeSoakAssignment, type SoakSecond } from '../serve/soak-load';
import { quantile } from '../statistics';

const { url, requestsFile, connections, seconds, rate } = decodeSoakAssignment(process.argv[2]);
const statuses: Record<string, number> = {};
let wrong = 0;
const answered: { second: number; status: number; responseMs: number }[] = [];

const requests = JsonObject.parse(readFileSync(requestsFile, 'utf8'), requestsFile)
  .objects('requests')
  .map((request) => {
    const expected = request.strings('expected');
    return {
      method: 'POST' as const,
      headers: { 'content-type': request.string('contentType') },
      body: Buffer.from(request.string('body'), 'base64'),
      onResponse: (status: number, body: string) => {
        if (status === 200 && !isRight(body, expected)) wrong++;
      },
    };
  });

const begin = performance.now();
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const options = { url, connections, duration: seconds, requests, timeout: 30 };
  const instance = autocannon({ ...options, ...(rate > 0 && { overallRate: rate }) }, (error, all) =>
    error ? reject(error) : resolve(all),
  );
  instance.on('response', (_client, status, _bytes, responseMs) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    answered.push({ second: Math.floor((performance.now() - begin) / 1000), status, responseMs });
  });
});

const bySecond = new Map<number, number[]>();
for (const { second, status, responseMs } of answered) {
  if (status !== 200) continue;
  const times = bySecond.get(second) ?? [];
  times.push(responseMs);
  bySecond.set(second, times);
}
const timeline: SoakSecond[] = [...bySecond].map(([second, times]) => ({
  second,
  answers: times.length,
  p50Ms: quantile(times, 0.5),
  p99Ms: quantile(times, 0.99),
}));
const times = answered.filter(({ status }) => status === 200).map(({ responseMs }) => responseMs);
console.log(
  JSON.stringify({
    seconds: (performance.now() - begin) / 1000,
    statuses: Object.entries(statuses).map(([status, count]) => ({ status: Number(status), count })),
    errors: result.errors,
    wrong,
    p50Ms: times.length > 0 ? quantile(times, 0.5) : 0,
    p99Ms: times.length > 0 ? quantile(times, 0.99) : 0,
    timeline,
  }),
);

/** Versions take turns: the odd ones give what the first expectation is, the even ones what the second. */
function isRight(body: string, expected: readonly string[]): boolean {
  const version = Number(/"version":"(\d+)"/.exec(body)?.[1]);
  return body.slice(body.indexOf('"predictions"')) === expected[(version + 1) % 2];
}
