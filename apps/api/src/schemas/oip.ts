import { z } from '@hono/zod-openapi';

const parameters = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .meta({ description: 'What nobody knows is passed over' });

const metadataTensor = z
  .object({ name: z.string(), datatype: z.string(), shape: z.array(z.number().int()) })
  .openapi('MetadataTensor');

/** `GET /v2`. */
export const serverMetadata = z
  .object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) })
  .openapi('ServerMetadata');

/** `GET /v2/models/{model}`. */
export const modelMetadata = z
  .object({
    name: z.string(),
    versions: z.array(z.string()),
    platform: z.string(),
    inputs: z.array(metadataTensor),
    outputs: z.array(metadataTensor),
  })
  .openapi('ModelMetadata');

/** `GET /v2/models/{model}/ready`. */
export const modelReady = z.object({ name: z.string(), ready: z.boolean() }).openapi('ModelReady');

const inputTensor = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(1)).min(1).max(8),
  datatype: z.string(),
  parameters: parameters.optional(),
  data: z.array(z.unknown()).optional().meta({
    description: 'Numbers, row-major, flat or nested; absent where the tensor is sent as binary data',
  }),
});

const requestedOutput = z.object({ name: z.string(), parameters: parameters.optional() });

/** The JSON of a request for inference. */
export const inferRequest = z
  .object({
    id: z.string().optional(),
    parameters: parameters.optional(),
    inputs: z.array(inputTensor).min(1),
    outputs: z.array(requestedOutput).optional(),
  })
  .openapi('InferRequest');

export type InferRequest = z.output<typeof inferRequest>;
export type InputTensor = z.output<typeof inputTensor>;
export type RequestedOutput = z.output<typeof requestedOutput>;

const outputTensor = z.object({
  name: z.string(),
  shape: z.array(z.number().int()),
  datatype: z.string(),
  parameters: parameters.optional(),
  data: z.array(z.union([z.number(), z.string(), z.boolean()])).optional(),
});

/** The JSON of what comes back. */
export const inferResponse = z
  .object({
    model_name: z.string(),
    model_version: z.string(),
    id: z.string().optional(),
    outputs: z.array(outputTensor),
  })
  .openapi('InferResponse');

export type InferResponse = z.output<typeof inferResponse>;
