import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '@fmnist/core';
import type { DataFile } from './fashion-mnist';
import type { DownloadProgress } from './sources/source';

const ATTEMPTS = 3;
const STALL_MS = 30_000;

/**
 * Fetches an address into memory. What has arrived is kept in a partial file beside its name; when the connection is
 * cut, now or in an earlier run, the download goes on from there if the server still has the same entity.
 *
 * @param partPath where the partial file stands, and with `.etag` its entity's tag; both are gone after success
 * @throws UserError where the server refuses, sends more than the file can be, or the connection fails three times.
 */
export async function download(
  url: URL,
  partPath: string,
  file: DataFile,
  onProgress?: (progress: DownloadProgress) => void,
): Promise<Uint8Array> {
  await mkdir(dirname(partPath), { recursive: true });
  let failure: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await fetchRest(url, partPath, file, onProgress);
      const bytes = await readFile(partPath);
      await forget(partPath);
      return bytes;
    } catch (error) {
      if (error instanceof UserError) {
        await forget(partPath);
        throw error;
      }
      failure = error;
      if (isUnreachable(error)) break;
    }
  }
  throw new UserError(`${url.href} cannot be fetched: ${explain(failure)}`, { cause: failure });
}

async function fetchRest(
  url: URL,
  partPath: string,
  file: DataFile,
  onProgress?: (progress: DownloadProgress) => void,
): Promise<void> {
  const etagPath = `${partPath}.etag`;
  const had = await readFile(partPath).then(
    (part) => part.length,
    () => 0,
  );
  const etag = await readFile(etagPath, 'utf8').catch(() => '');
  const resuming = had > 0 && etag !== '';
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), STALL_MS);
  try {
    const response = await fetch(url, {
      headers: {
        'accept-encoding': 'identity',
        ...(resuming && { range: `bytes=${had}-`, 'if-range': etag }),
      },
      signal: stall.signal,
    });
    if (!response.ok || !response.body) {
      throw new UserError(`${url.href} answers ${response.status} ${response.statusText}`);
    }
    const continues =
      response.status === 206 && (response.headers.get('content-range') ?? '').startsWith(`bytes ${had}-`);
    let received = continues ? had : 0;
    if (!continues) {
      await writeFile(partPath, '');
      await writeFile(etagPath, response.headers.get('etag') ?? '');
    }
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const total = Number.isNaN(length) ? undefined : received + length;
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => stall.abort(), STALL_MS);
      received += chunk.length;
      if (received > file.bytes) {
        throw new UserError(`${url.href} sends more than the ${file.bytes} bytes of ${file.name}`);
      }
      await appendFile(partPath, chunk);
      onProgress?.({ file: file.name, receivedBytes: received, totalBytes: total });
    }
    if (total !== undefined && received < total)
      throw new Error(`the connection ended after ${received} of ${total} bytes`);
  } finally {
    clearTimeout(timer);
  }
}

async function forget(partPath: string): Promise<void> {
  await rm(partPath, { force: true });
  await rm(`${partPath}.etag`, { force: true });
}

/** Whether trying again at once is pointless: the host's name is unknown, or nobody listens. */
function isUnreachable(error: unknown): boolean {
  return ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || codeOf(error) : error.message;
}
