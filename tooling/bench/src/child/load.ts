/** The process that asks a server: apart from it, and from the bench. */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { JsonObject } from '../json-object';
import { decodeLoadAssignment } from '../serve/load';
import { quantile } from '../statistics';

const LONGEST_SECONDS = 60;

const { url, requestsFile, connections, seconds } = decodeLoadAssignment(process.argv[2]);
const requests = JsonObject.parse(readFileSync(requestsFile, 'utf8'), requestsFile)
  .objects('requests')
  .map((request) => ({
    method: 'POST' as const,
    headers: { 'content-type': request.string('contentType') },
    body: Buffer.from(request.string('body'), 'base64'),
  }));

let answer = await ask(seconds);
// Of slow servers none may have come in time.
for (let longer = 2 * seconds; answer.requests === 0 && longer < LONGEST_SECONDS; longer *= 2) {
  answer = await ask(longer);
}
console.log(JSON.stringify(answer));

async function ask(duration: number) {
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const begin = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon({ url, connections, duration, requests, timeout: 60 }, (error, result) =>
      error ? reject(error) : resolve(result),
    );
    instance.on('response', (_client, status, _bytes, responseMs) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      milliseconds.push(responseMs);
    });
  });
  return {
    requests: milliseconds.length,
    seconds: (performance.now() - begin) / 1000,
    p50Ms: milliseconds.length > 0 ? quantile(milliseconds, 0.5) : 0,
    p99Ms: milliseconds.length > 0 ? quantile(milliseconds, 0.99) : 0,
    failures: result.errors + milliseconds.length - (statuses[200] ?? 0),
  };
}
