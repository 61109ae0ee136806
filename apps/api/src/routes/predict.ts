import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { AppEnv } from '../http/app-env';
import type { Cancellation } from '../http/cancellation';
import { HttpError } from '../http/http-error';
import { imagesOf } from '../http/multipart';
import { parseJson } from '../http/parse-json';
import { readBody } from '../http/read-body';
import type { Pixels, Shown } from '../inference/inference-task';
import type { ServedModel } from '../models/served-model';
import { encodeMap } from '../pictures/encode-map';
import { pictureTypes } from '../pictures/picture-format';
import { plainPixels } from '../pictures/plain-pixels';
import { type ErrorAnswer, errors } from '../schemas/error-answer';
import { parseWith } from '../schemas/parse-with';
import {
  modelOf,
  type PredictAnswer,
  type PredictBody,
  type PredictQuery,
  predictAnswer,
  predictBody,
  predictQuery,
} from '../schemas/predict';
import type { Service } from '../service';

const binary = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } as const;

const route = createRoute({
  method: 'post',
  path: '/v1/predict',
  summary: 'Name what pictures show',
  description: 'Pixels or picture files, one or many. The format of a file is told by its content.',
  request: {
    query: predictQuery,
    body: {
      content: {
        'application/json': {
          schema: predictBody,
          examples: {
            black: { summary: 'A picture without anything', value: { pixels: new Array(784).fill(0) } },
            two: {
              summary: 'Two pictures',
              value: { images: [new Array(784).fill(0), new Array(784).fill(99)] },
            },
          },
        },
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { image: { type: 'array', items: { type: 'string', format: 'binary' } } },
            required: ['image'],
          },
        },
        ...Object.fromEntries(pictureTypes.map((type) => [type, binary])),
      },
    },
  },
  responses: {
    200: {
      description: 'A prediction for each picture',
      content: { 'application/json': { schema: predictAnswer } },
    },
    ...errors(400, 401, 404, 408, 413, 415, 422, 429, 503, 504),
  },
});

/** What the routes' types say of the body: other bodies than JSON are sent with `fetch`. */
type PredictInput = {
  in: { json: PredictBody; query: { model?: string; top?: string; explain?: '0' | '1' } };
  out: Record<never, never>;
};

/** What comes back, errors too, which are thrown here and answered by who catches them. */
type Answer = Response &
  (
    | TypedResponse<PredictAnswer, 200, 'json'>
    | TypedResponse<ErrorAnswer, 400 | 401 | 404 | 408 | 413 | 415 | 422 | 429 | 503 | 504, 'json'>
  );

type Prediction = PredictAnswer['predictions'][number];

/** `POST /v1/predict`. */
export function predictRoutes(service: Service) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.registerPath(route);
  return app.post('/v1/predict', async (c: Context<AppEnv, '/v1/predict', PredictInput>): Promise<Answer> => {
    const { model: name, top, explain } = queryOf(c);
    service.registry.get(name);
    const { cancellation } = c.get('scope');
    const pictures = await picturesIn(c, service);
    const model = service.registry.get(name);
    const shown = await service.batcher.classify(model, pictures, cancellation, explain === '1');
    const told = shown.map((each) => predictionOf(each, model, top));
    const predictions =
      explain === '1' ? await Promise.all(told.map((each, index) => explained(each, shown[index]))) : told;
    return c.json({ model: modelOf(model), predictions }, 200);
  });
}

/** What is asked for behind the `?`. Most ask for nothing: no schema need tell. */
function queryOf({ req }: Context<AppEnv>): PredictQuery {
  return req.url.includes('?') ? parseWith(predictQuery, req.query(), 400, 'invalid_query') : {};
}

async function picturesIn(c: Context<AppEnv>, service: Service): Promise<Pixels[]> {
  const { config, budget, pictures } = service;
  const { cancellation, onOver } = c.get('scope');
  const contentType = c.env.incoming.headers['content-type'] ?? '';
  const type = contentType.split(';')[0].trim().toLowerCase();
  const isFile = type.startsWith('image/') || type === 'application/octet-stream';
  if (type !== 'application/json' && type !== 'multipart/form-data' && !isFile) {
    const message =
      'Say in Content-Type what the body is: application/json, multipart/form-data, or a picture as in image/png';
    throw new HttpError(415, 'unsupported_type', message);
  }
  const body = await readBody(c.env.incoming, config.MAX_BODY_BYTES, budget, cancellation, onOver);
  if (body.length === 0) throw new HttpError(400, 'empty_body', 'The body is empty');
  if (type === 'application/json') {
    const plain = plainPixels(body, config.MAX_IMAGES);
    if (plain) return plain;
    return picturesInJson(
      parseWith(predictBody, parseJson(body), 422, 'invalid_body'),
      service,
      cancellation,
    );
  }
  const files = isFile ? [body] : imagesOf(body, contentType, config.MAX_IMAGES);
  if (files.length === 0) {
    throw new HttpError(422, 'no_image', 'The form has no field called image with a picture file in it');
  }
  return pictures.read(files, namesOf(files.length), cancellation);
}

async function picturesInJson(
  { pixels, image, images = [] }: PredictBody,
  { config, pictures }: Service,
  cancellation: Cancellation,
): Promise<Pixels[]> {
  const given = pixels ? [pixels] : image !== undefined ? [image] : images;
  if (given.length > config.MAX_IMAGES) {
    const message = `A request may have ${config.MAX_IMAGES} images at most, got ${given.length}`;
    throw new HttpError(413, 'too_many_images', message);
  }
  const names = namesOf(given.length);
  const files: Uint8Array[] = [];
  const fileNames: string[] = [];
  given.forEach((each, index) => {
    if (typeof each !== 'string') return;
    files.push(fromBase64(each, names[index]));
    fileNames.push(names[index]);
  });
  const read = (await pictures.read(files, fileNames, cancellation)).values();
  return given.map((each) => {
    if (typeof each !== 'string') return Float32Array.from(each);
    const { value } = read.next();
    if (!value) throw new Error('Fewer pictures were read than were given');
    return value;
  });
}

function fromBase64(text: string, name: string): Buffer {
  const encoded = text.replace(/^data:[\w/+.-]*;base64,/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    throw new HttpError(422, 'invalid_base64', `${name} is not base64`);
  }
  return Buffer.from(encoded, 'base64');
}

function namesOf(count: number): string[] {
  return count === 1 ? ['The picture'] : Array.from({ length: count }, (_, index) => `Picture ${index + 1}`);
}

function predictionOf(
  { class: index, label, probability, probabilities, outOfDistribution }: Shown,
  { labels }: ServedModel,
  top: number | undefined,
): Prediction {
  const told: Record<string, number> = {};
  for (const each of top === undefined ? labels.keys() : likeliest(probabilities, top)) {
    told[labels[each]] = probabilities[each];
  }
  return {
    class: index,
    label,
    probability,
    probabilities: told,
    outOfDistribution: outOfDistribution ?? null,
  };
}

/** The indices of the largest numbers, the largest first. */
function likeliest(probabilities: readonly number[], count: number): number[] {
  return [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]).slice(0, count);
}

async function explained(prediction: Prediction, { saliency }: Shown): Promise<Prediction> {
  return saliency ? { ...prediction, saliency: (await encodeMap(saliency)).toString('base64') } : prediction;
}
