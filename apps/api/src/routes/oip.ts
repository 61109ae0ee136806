import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../http/app-env';
import { readBody } from '../http/read-body';
import { PIXELS } from '../inference/pixels-per-picture';
import type { ServedModel } from '../models/served-model';
import { inferAnswer } from '../oip/infer-answer';
import { parseInferBody } from '../oip/infer-body';
import { pixelsOf } from '../oip/input-pixels';
import { checkOutputs, outputTensors } from '../oip/output-tensors';
import { INPUT_NAME, outputsOf } from '../oip/tensors';
import { errors } from '../schemas/error-answer';
import {
  type InferRequest,
  inferRequest,
  inferResponse,
  modelMetadata,
  modelReady,
  serverMetadata,
} from '../schemas/oip';
import type { Service } from '../service';
import { VERSION } from '../version';

const model = z.string().meta({ example: 'mlp' });
const named = z.object({ model });
const versioned = z.object({ model, version: z.string().meta({ example: '1' }) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });

const server = createRoute({
  method: 'get',
  path: '/v2',
  summary: 'What the server is',
  responses: { 200: { description: 'Its name and what it can', content: json(serverMetadata) } },
});

const metadata = {
  method: 'get',
  summary: 'What tensors a model takes and gives',
  responses: { 200: { description: 'Its tensors', content: json(modelMetadata) }, ...errors(401, 404, 429) },
} as const;

const ready = {
  method: 'get',
  summary: 'Whether a model answers',
  responses: { 200: { description: 'It does', content: json(modelReady) }, ...errors(401, 404, 429) },
} as const;

const infer = {
  method: 'post',
  summary: 'Ask a model, in tensors',
  description:
    'The binary tensor data extension and the classification extension are there. Raw binary pixels are taken, too, with `Inference-Header-Content-Length: 0`.',
  request: {
    body: {
      content: {
        'application/json': {
          schema: inferRequest,
          examples: {
            class: {
              summary: 'The likeliest three classes of a picture without anything',
              value: {
                id: '42',
                inputs: [
                  {
                    name: INPUT_NAME,
                    shape: [1, PIXELS],
                    datatype: 'UINT8',
                    data: new Array(PIXELS).fill(0),
                  },
                ],
                outputs: [{ name: 'probabilities', parameters: { classification: 3 } }],
              },
            },
          },
        },
      },
    },
  },
  responses: {
    200: { description: 'The tensors asked for', content: json(inferResponse) },
    ...errors(400, 401, 404, 408, 413, 415, 429, 503, 504),
  },
} as const;

const paths = {
  metadata: createRoute({ ...metadata, path: '/v2/models/{model}', request: { params: named } }),
  versionMetadata: createRoute({
    ...metadata,
    path: '/v2/models/{model}/versions/{version}',
    request: { params: versioned },
  }),
  ready: createRoute({ ...ready, path: '/v2/models/{model}/ready', request: { params: named } }),
  versionReady: createRoute({
    ...ready,
    path: '/v2/models/{model}/versions/{version}/ready',
    request: { params: versioned },
  }),
  infer: createRoute({
    ...infer,
    path: '/v2/models/{model}/infer',
    request: { ...infer.request, params: named },
  }),
  versionInfer: createRoute({
    ...infer,
    path: '/v2/models/{model}/versions/{version}/infer',
    request: { ...infer.request, params: versioned },
  }),
};

/** The Open Inference Protocol, version 2, over HTTP, as clients of KServe and Triton speak it. */
export function oipRoutes(service: Service) {
  const { registry } = service;
  const app = new OpenAPIHono<AppEnv>();
  // Their bodies may be binary, so that they are read here, not by the schema.
  app.openAPIRegistry.registerPath(paths.infer);
  app.openAPIRegistry.registerPath(paths.versionInfer);
  app.post('/v2/models/:model/infer', (c) => answerInfer(c, service, c.req.param('model')));
  app.post('/v2/models/:model/versions/:version/infer', (c) =>
    answerInfer(c, service, c.req.param('model'), c.req.param('version')),
  );
  return app
    .openapi(server, (c) => {
      const extensions = ['classification', 'binary_tensor_data'];
      return c.json({ name: 'fmnist', version: VERSION, extensions }, 200);
    })
    .openapi(paths.metadata, (c) => c.json(metadataOf(registry.get(c.req.valid('param').model)), 200))
    .openapi(paths.versionMetadata, (c) => {
      const { model, version } = c.req.valid('param');
      return c.json(metadataOf(registry.get(model, version)), 200);
    })
    .openapi(paths.ready, (c) =>
      c.json({ name: registry.get(c.req.valid('param').model).name, ready: true }, 200),
    )
    .openapi(paths.versionReady, (c) => {
      const { model, version } = c.req.valid('param');
      return c.json({ name: registry.get(model, version).name, ready: true }, 200);
    });
}

async function answerInfer(c: Context<AppEnv>, service: Service, name: string, version?: string) {
  const { registry, config, budget, batcher } = service;
  const { cancellation, onOver } = c.get('scope');
  registry.get(name, version);
  const body = await readBody(c.env.incoming, config.MAX_BODY_BYTES, budget, cancellation, onOver);
  const parsed = parseInferBody(body, c.req.header('inference-header-content-length'));
  const pictures = pixelsOf(parsed, config.MAX_IMAGES);
  const { id, outputs, parameters }: InferRequest = parsed.request;
  const model = registry.get(name, version);
  checkOutputs(model, outputs);
  const shown = await batcher.classify(model, pictures, cancellation);
  const tensors = outputTensors(model, shown, outputs, parameters?.binary_data_output === true);
  const answer = inferAnswer(model, id, tensors);
  if (!answer.binary) return c.json(answer.json, 200);
  const head = Buffer.from(JSON.stringify(answer.json));
  return c.body(new Uint8Array(Buffer.concat([head, answer.binary])), 200, {
    'Content-Type': 'application/octet-stream',
    'Inference-Header-Content-Length': String(head.length),
  });
}

function metadataOf(model: ServedModel) {
  return {
    name: model.name,
    versions: [model.version],
    platform: 'fmnist_safetensors',
    inputs: [{ name: INPUT_NAME, datatype: 'UINT8', shape: [-1, PIXELS] }],
    outputs: outputsOf(model).map((output) => ({ ...output, shape: [...output.shape] })),
  };
}
