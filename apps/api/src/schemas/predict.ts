import { z } from '@hono/zod-openapi';
import { PIXELS } from '../inference/pixels-per-picture';
import type { ServedModel } from '../models/served-model';

const pixelsFacts = {
  type: 'array' as const,
  items: { type: 'number' as const, minimum: 0, maximum: 255 },
  minItems: PIXELS,
  maxItems: PIXELS,
  description: '28×28 numbers from 0 to 255, row by row: light garment on black',
};
const base64Facts = {
  type: 'string' as const,
  minLength: 1,
  contentEncoding: 'base64',
  description: 'A picture file in base64; a data URL is taken, too',
};

// Checked by hand: a schema of an array of numbers takes longer than the model.
const pixels = z
  .custom<number[]>(isPixels, {
    error: ({ input }) => `must be ${PIXELS} numbers from 0 to 255, ${found(input)}`,
  })
  .openapi(pixelsFacts);

const base64 = z.string().min(1).openapi(base64Facts);

const pixelsOrBase64 = z
  .custom<number[] | string>((value) => (typeof value === 'string' ? value.length > 0 : isPixels(value)), {
    error: ({ input }) =>
      `must be ${PIXELS} numbers from 0 to 255, or a picture file in base64, ${found(input)}`,
  })
  .openapi({
    ...pixelsFacts,
    minLength: 1,
    type: ['array', 'string'],
    description: 'Pixels, or a picture file in base64',
  });

/** A JSON body: exactly one of these. */
export const predictBody = z
  .strictObject({
    pixels: pixels.optional(),
    image: base64.optional(),
    images: z.array(pixelsOrBase64).min(1).optional(),
  })
  .refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, {
    message: 'Give exactly one of pixels, image and images',
  })
  .openapi('PredictBody');

export type PredictBody = z.output<typeof predictBody>;

/** What a request may ask for behind the `?`. */
export const predictQuery = z.strictObject({
  model: z.string().optional().meta({ description: 'Which model to ask; by default the one of the service' }),
  top: z.coerce.number('expected a whole number').int().min(1).optional().meta({
    description: 'How many probabilities to tell, the largest first; by default all, in their order',
  }),
  explain: z.enum(['0', '1']).optional().meta({ description: 'With 1 each prediction gets a saliency map' }),
});

export type PredictQuery = z.output<typeof predictQuery>;

const prediction = z
  .object({
    class: z.number().int().meta({ description: 'The index of the likeliest class' }),
    label: z.string().meta({ description: 'Its name' }),
    probability: z.number(),
    probabilities: z.record(z.string(), z.number()).meta({ description: 'Of each class, by its name' }),
    outOfDistribution: z.boolean().nullable().meta({
      description:
        'Whether it is most likely a picture of no class at all; null where the model does not tell',
    }),
    saliency: z.string().optional().meta({
      description: 'A PNG of 28×28 pixels in base64: the brighter, the more a little change there counts',
      contentEncoding: 'base64',
      contentMediaType: 'image/png',
    }),
  })
  .openapi('Prediction');

/** The answer: a prediction for each picture, in their order. */
export const predictAnswer = z
  .object({
    model: z.object({ name: z.string(), version: z.string() }),
    predictions: z.array(prediction),
  })
  .openapi('PredictAnswer', {
    example: {
      model: { name: 'mlp', version: '1' },
      predictions: [
        {
          class: 9,
          label: 'Ankle boot',
          probability: 0.9731,
          probabilities: { 'Ankle boot': 0.9731, Sneaker: 0.0204 },
          outOfDistribution: false,
        },
      ],
    },
  });

export type PredictAnswer = z.output<typeof predictAnswer>;

/** What answers say of the model that made them. */
export function modelOf({ name, version }: ServedModel): PredictAnswer['model'] {
  return { name, version };
}

function isPixels(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length !== PIXELS) return false;
  for (let i = 0; i < PIXELS; i++) if (!isPixel(value[i])) return false;
  return true;
}

function isPixel(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 255;
}

/** What is there instead of pixels. */
function found(value: unknown): string {
  if (!Array.isArray(value)) return `got ${value === null ? 'null' : typeof value}`;
  if (value.length !== PIXELS) return `got ${value.length}`;
  const index = value.findIndex((each) => !isPixel(each));
  return `but [${index}] is ${JSON.stringify(value[index])?.slice(0, 40)}`;
}
