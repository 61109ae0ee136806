import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Tensor } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import { Classifier } from '@fmnist/models';
import { readShippedModel } from '@fmnist/models/node';

const classifier = new Classifier(await readShippedModel('mlp'));
createServer(async (request, response) => {
  try {
    const pixels = prepare(await decodeImage(await buffer(request), 'The body'));
    const [{ label, probability }] = await classifier.classify(new Tensor(pixels, [1, 28, 28]));
    response.end(`${label} (${(100 * probability).toFixed(1)}%)\n`);
  } catch (error) {
    response.writeHead(400).end(`${error}\n`);
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
