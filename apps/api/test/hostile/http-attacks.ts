const LIMIT = 200_000;
const head = (line: string, ...headers: string[]) => `${[line, 'Host: x', ...headers].join('\r\n')}\r\n\r\n`;
const POST = 'POST /v1/predict HTTP/1.1';
const JSON_TYPE = 'Content-Type: application/json';
const PNG_TYPE = 'Content-Type: image/png';

/** Bytes that are sent as they are, and what may come back: the statuses, or nothing where `isSilent`. */
export interface HttpAttack {
  readonly what: string;
  readonly pieces: readonly string[];
  readonly statuses: readonly number[];
  readonly isSilent?: boolean;
  readonly isGone?: boolean;
}

/** Requests that break the rules of HTTP, or ask for what is not theirs. The limit of bodies is 200,000 bytes. */
export function httpAttacks(): HttpAttack[] {
  const chunk = `${(10_000).toString(16)}\r\n${'x'.repeat(10_000)}\r\n`;
  const attacks: HttpAttack[] = [
    {
      what: 'chunks without end',
      pieces: [head(POST, PNG_TYPE, 'Transfer-Encoding: chunked'), ...Array(30).fill(chunk)],
      statuses: [413],
    },
    {
      what: 'a chunk without size',
      pieces: [head(POST, PNG_TYPE, 'Transfer-Encoding: chunked'), 'zz\r\n'],
      statuses: [400],
    },
    {
      what: 'an endless size of a chunk',
      pieces: [head(POST, PNG_TYPE, 'Transfer-Encoding: chunked'), 'f'.repeat(64), '\r\n'],
      statuses: [400],
    },
    {
      what: 'two lengths',
      pieces: [head(POST, JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3'), '{}'],
      statuses: [400],
    },
    {
      what: 'a length and chunks',
      pieces: [head(POST, JSON_TYPE, 'Content-Length: 2', 'Transfer-Encoding: chunked'), '0\r\n\r\n'],
      statuses: [400],
    },
    { what: 'a length that is none', pieces: [head(POST, JSON_TYPE, 'Content-Length: x')], statuses: [400] },
    { what: 'a length below 0', pieces: [head(POST, JSON_TYPE, 'Content-Length: -1')], statuses: [400] },
    {
      what: 'a length beyond the limit',
      pieces: [head(POST, PNG_TYPE, `Content-Length: ${LIMIT + 1}`)],
      statuses: [413],
    },
    {
      what: 'a length beyond all memory',
      pieces: [head(POST, PNG_TYPE, 'Content-Length: 99999999999999999999')],
      statuses: [400, 413],
    },
    {
      what: 'a body shorter than its length, and the client gone',
      pieces: [head(POST, JSON_TYPE, 'Content-Length: 1000'), '{"pixels":'],
      statuses: [],
      isSilent: true,
      isGone: true,
    },
    {
      what: 'a client gone before the answer',
      pieces: [head(POST, JSON_TYPE, 'Content-Length: 13'), '{"pixels":[]}'],
      statuses: [422],
      isSilent: true,
      isGone: true,
    },
    {
      what: 'a body that comes too slowly',
      pieces: [head(POST, JSON_TYPE, 'Content-Length: 1000'), '{'],
      statuses: [408],
    },
    { what: 'a head that comes too slowly', pieces: ['GET / HTTP/1.1\r\nHost: x\r\n'], statuses: [408] },
    {
      what: 'a flood of headers',
      pieces: [
        head('GET / HTTP/1.1', ...Array.from({ length: 2000 }, (_, i) => `X-${i}: ${'x'.repeat(20)}`)),
      ],
      statuses: [431],
    },
    {
      what: 'a header without end',
      pieces: [head('GET / HTTP/1.1', `X: ${'x'.repeat(100_000)}`)],
      statuses: [431],
    },
    {
      what: 'an address without end',
      pieces: [head(`GET /${'x'.repeat(100_000)} HTTP/1.1`)],
      statuses: [414, 431],
    },
    { what: 'no host', pieces: ['GET / HTTP/1.1\r\n\r\n'], statuses: [400] },
    { what: 'a header that is none', pieces: [head('GET / HTTP/1.1', 'no colon here')], statuses: [400] },
    { what: 'a header with a zero', pieces: [head('GET / HTTP/1.1', 'X: a\0b')], statuses: [400] },
    { what: 'a method that is none', pieces: [head('STEAL / HTTP/1.1')], statuses: [400] },
    { what: 'a method that is not meant', pieces: [head('DELETE /v1/predict HTTP/1.1')], statuses: [405] },
    {
      what: 'a tunnel',
      pieces: [head('CONNECT 127.0.0.1:22 HTTP/1.1')],
      statuses: [400, 405],
      isSilent: true,
    },
    {
      what: 'an upgrade',
      pieces: [head('GET /v1/predict HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket')],
      statuses: [405],
    },
    { what: 'another protocol', pieces: ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'], statuses: [400] },
    { what: 'words', pieces: ['hello\r\n\r\n'], statuses: [400] },
    { what: 'a version that is none', pieces: [head('GET / HTTP/9.9')], statuses: [400] },
    {
      what: 'a form without a boundary',
      pieces: [head(POST, 'Content-Type: multipart/form-data', 'Content-Length: 4'), 'abcd'],
      statuses: [400],
    },
    {
      what: 'a form that is cut off',
      pieces: [
        head(POST, 'Content-Type: multipart/form-data; boundary=b', 'Content-Length: 60'),
        '--b\r\nContent-Disposition: form-data; name="image"\r\n\r\nabcdefg',
      ],
      statuses: [400],
    },
    {
      what: 'a form of many parts',
      pieces: form('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(3000)),
      statuses: [413],
    },
    {
      what: 'a form of a part with many headers',
      pieces: form(`--b\r\n${'X: y\r\n'.repeat(20_000)}\r\n1\r\n`),
      statuses: [400, 413, 422],
    },
    {
      what: 'a form whose boundary is everywhere',
      pieces: form('--b\r\n'.repeat(20_000)),
      statuses: [400, 413, 422],
    },
  ];
  return [...attacks, ...paths()];
}

function form(content: string): string[] {
  const body = `${content}--b--\r\n`;
  return [
    head(POST, 'Content-Type: multipart/form-data; boundary=b', `Content-Length: ${body.length}`),
    body,
  ];
}

function paths(): HttpAttack[] {
  const tricks = [
    '/../../../etc/passwd',
    '/pages/../../../../etc/passwd',
    '/pages/..%2f..%2fpackage.json',
    '/pages/%2e%2e/%2e%2e/package.json',
    '/pages/%252e%252e/package.json',
    '/pages/home.html%00.js',
    '/pages//etc/passwd',
    '/docs/../../package.json',
    '/v2/models/..%2f..%2fweights%2fmlp',
    '/v2/models/__proto__',
    '/v2/models/constructor',
    '/v2/models/toString/ready',
    '/v2/models/mlp/versions/__proto__',
    '/v2/models/%ff%fe',
    '/v2/models/%',
    '/pages/\\..\\..\\package.json',
    '/.env',
    '/.git/config',
    '//evil.example/',
    '/;/v1/models',
  ];
  return tricks.map((path) => ({
    what: `the path ${path}`,
    pieces: [head(`GET ${path} HTTP/1.1`)],
    statuses: [400, 404],
  }));
}
