import { z } from '@hono/zod-openapi';

const modelEntry = z
  .object({
    name: z.string(),
    version: z.string(),
    source: z.enum(['shipped', 'folder']).meta({ description: 'Whether it comes with the program' }),
    isDefault: z.boolean().meta({ description: 'Whether it answers whoever names none' }),
    labels: z.array(z.string()),
    parameters: z.number().int().meta({ description: 'How many numbers it has learned' }),
    weightsSha256: z
      .string()
      .meta({ description: 'Equal only for equal weights; `fmnist train --json` tells it, too' }),
    tellsOutOfDistribution: z.boolean(),
  })
  .openapi('Model');

/** `GET /v1/models`. */
export const modelsAnswer = z.object({ models: z.array(modelEntry) }).openapi('Models');
