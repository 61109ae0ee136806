/** A plain server over TensorFlow.js: `tensorflow-server BACKEND STEPS WEIGHTS PORT`. */
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { JsonObject } from '../json-object';
import { createTensorflowNetwork } from '../runners/tensorflow-network';

const SIZE = 784;
const [backend, stepsFile, weightsFile, port] = process.argv.slice(2);
const { labels, predict } = await createTensorflowNetwork(backend, stepsFile, weightsFile);

createServer(async (request, response) => {
  try {
    const body = request.method === 'POST' ? await answer(request) : {};
    const json = JSON.stringify(body);
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(json),
    });
    response.end(json);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(port), '127.0.0.1');

async function answer(request: IncomingMessage): Promise<object> {
  const images = await imagesIn(request);
  const pixels = new Float32Array(images.length * SIZE);
  images.forEach((image, index) => {
    pixels.set(image, index * SIZE);
  });
  const all = await predict(pixels, images.length);
  return {
    predictions: images.map((_, row) => {
      const probabilities = [...all.subarray(row * labels.length, (row + 1) * labels.length)];
      const probability = Math.max(...probabilities);
      const index = probabilities.indexOf(probability);
      return {
        class: index,
        label: labels[index],
        probability,
        probabilities: Object.fromEntries(labels.map((label, i) => [label, probabilities[i]])),
      };
    }),
  };
}

async function imagesIn(request: IncomingMessage): Promise<ArrayLike<number>[]> {
  const type = request.headers['content-type'] ?? '';
  const body = await buffer(request);
  if (type === 'application/json') {
    const json = JsonObject.parse(body.toString(), 'The body');
    return json.has('pixels') ? [json.numbers('pixels')] : json.numberLists('images');
  }
  if (type === 'image/png') return [await decode(body)];
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
  const files = form.getAll('image').filter((part) => typeof part !== 'string');
  return Promise.all(files.map(async (file) => decode(Buffer.from(await file.arrayBuffer()))));
}

function decode(file: Buffer): Promise<Buffer> {
  return sharp(file).toColourspace('b-w').raw().toBuffer();
}
