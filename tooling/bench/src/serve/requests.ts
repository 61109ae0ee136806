import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** What requests carry. */
export interface Case {
  readonly id: string;
  /** As it stands in the table. */
  readonly name: string;
  readonly kind: 'json' | 'png' | 'form';
  /** How many pictures are in a request. */
  readonly pictures: number;
  /** How many clients ask, each again when it has its answer. */
  readonly connections: number;
}

export const cases: readonly Case[] = [
  { id: 'pixels', name: 'pixels as JSON', kind: 'json', pictures: 1, connections: 32 },
  { id: 'pixels-32', name: 'pixels as JSON, 32 pictures', kind: 'json', pictures: 32, connections: 8 },
  { id: 'png', name: 'PNG', kind: 'png', pictures: 1, connections: 32 },
  { id: 'png-16', name: 'PNG, 16 files in a form', kind: 'form', pictures: 16, connections: 8 },
];

/** A request as it is sent. */
export interface SentRequest {
  readonly contentType: string;
  readonly body: Buffer;
  /** Which of the pictures are in it, by their indices. */
  readonly pictures: readonly number[];
}

/** How many pictures the requests of a case are made of: no two requests one after the other are the same. */
export const PICTURES = 64;
const SIDE = 28;
const SIZE = SIDE * SIDE;

/** The requests of a case, each of other pictures. @param pixels of {@link PICTURES} pictures */
export async function requestsOf({ kind, pictures }: Case, pixels: Uint8Array): Promise<SentRequest[]> {
  const requests = Array.from({ length: PICTURES / pictures }, async (_, request) => {
    const indices = Array.from({ length: pictures }, (__, i) => request * pictures + i);
    const images = indices.map((index) => pixels.subarray(index * SIZE, (index + 1) * SIZE));
    return { ...(await encode(kind, images)), pictures: indices };
  });
  return Promise.all(requests);
}

/** The requests in a file, for the process that sends them. */
export function writeRequests(folder: string, id: string, requests: readonly SentRequest[]): string {
  const path = join(folder, `requests-${id}.json`);
  const encoded = requests.map(({ contentType, body }) => ({ contentType, body: body.toString('base64') }));
  writeFileSync(path, JSON.stringify({ requests: encoded }));
  return path;
}

async function encode(
  kind: Case['kind'],
  images: readonly Uint8Array[],
): Promise<Pick<SentRequest, 'contentType' | 'body'>> {
  if (kind === 'json') {
    const [first] = images;
    const body = images.length === 1 ? { pixels: [...first] } : { images: images.map((each) => [...each]) };
    return { contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) };
  }
  const files = await Promise.all(images.map(toPng));
  if (kind === 'png') return { contentType: 'image/png', body: files[0] };
  const form = new FormData();
  for (const [index, file] of files.entries()) {
    form.append('image', new Blob([new Uint8Array(file)], { type: 'image/png' }), `${index}.png`);
  }
  const encoded = new Response(form);
  return {
    contentType: encoded.headers.get('content-type') ?? '',
    body: Buffer.from(await encoded.arrayBuffer()),
  };
}

function toPng(image: Uint8Array): Promise<Buffer> {
  return sharp(image, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
