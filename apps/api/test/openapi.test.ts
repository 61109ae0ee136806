import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type SpawnedApi, spawnApi } from './spawn-api';

const content = z.record(
  z.string(),
  z.object({
    schema: z.record(z.string(), z.unknown()),
    examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
  }),
);
const operation = z.object({
  summary: z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.object({ example: z.string().optional() }),
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});
const description = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

let api: SpawnedApi;
let document: z.output<typeof description>;
beforeAll(async () => {
  api = await spawnApi();
  document = description.parse(await (await fetch(`${api.url}/openapi.json`)).json());
});
afterAll(() => api.stop());

/** Checks values with the schemas of the document, as any client could. */
function checker() {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'document', ...document });
  return (schema: object, value: unknown) => {
    const located = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
    const fits = ajv.validate(located, value);
    return fits ? [] : (ajv.errors ?? []);
  };
}

function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, facts]) => ({ path, method, facts })),
  );
}

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(
      z.record(z.string(), z.unknown()).parse(await (await fetch(`${api.url}/openapi.json`)).json()),
    );
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toBe('3.1.0');
  });

  it('describes every route that is for programs', () => {
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/models',
      '/v1/predict',
      '/v2',
      '/v2/health/live',
      '/v2/health/ready',
      '/v2/models/{model}',
      '/v2/models/{model}/infer',
      '/v2/models/{model}/ready',
      '/v2/models/{model}/versions/{version}',
      '/v2/models/{model}/versions/{version}/infer',
      '/v2/models/{model}/versions/{version}/ready',
    ]);
  });

  it('has examples that do what they say when they are sent, with answers as described', async () => {
    const check = checker();
    let sent = 0;
    for (const { path, method, facts } of operations()) {
      const filled = facts.parameters
        .filter((parameter) => parameter.in === 'path')
        .reduce((text, { name, schema }) => text.replace(`{${name}}`, schema.example ?? ''), path);
      const json = facts.requestBody?.content['application/json'];
      const bodies = json ? Object.values(json.examples ?? {}).map(({ value }) => value) : [undefined];
      expect(bodies, path).not.toEqual([]);
      for (const body of bodies) {
        if (json) expect(check(json.schema, body), path).toEqual([]);
        const response = await fetch(api.url + filled, {
          method: method.toUpperCase(),
          ...(body !== undefined && {
            body: JSON.stringify(body),
            headers: { 'Content-Type': 'application/json' },
          }),
        });
        expect([path, response.status]).toEqual([path, 200]);
        const schema = facts.responses['200']?.content?.['application/json']?.schema;
        expect(check(schema ?? { not: {} }, await response.json()), path).toEqual([]);
        sent++;
      }
    }
    expect(sent).toBe(12);
  });

  it('describes errors as they come', async () => {
    const check = checker();
    const refused = await fetch(`${api.url}/v1/predict`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    const described = document.paths['/v1/predict']?.post?.responses[String(refused.status)];
    const schema = described?.content?.['application/json']?.schema;
    expect(check(schema ?? { not: {} }, await refused.json())).toEqual([]);
  });

  it('has examples of answers that fit their own schemas', () => {
    const check = checker();
    const withExamples = Object.entries(document.components.schemas).filter(
      ([, schema]) => 'example' in schema,
    );
    expect(withExamples.map(([name]) => name)).toEqual(expect.arrayContaining(['Error', 'PredictAnswer']));
    for (const [name, schema] of withExamples) expect(check(schema, schema.example), name).toEqual([]);
  });
});
