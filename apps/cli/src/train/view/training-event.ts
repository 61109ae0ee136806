import * as z from 'zod';

const epoch = z.number().int().min(1).describe('the epoch, from 1');
const loss = z.number().describe('dataLoss + regularizationLoss');
const dataLoss = z.number().describe('the mean loss of the pictures, each taken when its batch’s turn came');
const regularizationLoss = z.number().describe('the penalty on the parameters');
const accuracy = z.number().min(0).max(1).describe('the share of right answers, from 0 to 1');
const learningRate = z.number().describe('the rate of the step; of an epoch, that of its last step');
const evaluation = z.object({ loss: z.number(), accuracy });

/** What `train --log-format jsonl` writes, one object a line. */
export const trainingEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begin'),
    preset: z.string().describe('what is trained, as --preset names it'),
    folder: z.string().describe('where the run is saved'),
    seed: z.number().int(),
    epochs: z.number().int().describe('how many epochs the training is to have'),
    epochsDone: z.number().int().describe('how many it has already: more than 0 where a run goes on'),
    stepsDone: z.number().int().describe('how many steps of the next epoch it has already'),
    stepsPerEpoch: z.number().int(),
    batchSize: z.number().int(),
    samples: z.number().int().describe('how many pictures an epoch goes through'),
    threads: z.number().int(),
  }),
  z.object({
    type: z.literal('step').describe('every --print-every-th step of an epoch, and its last'),
    epoch,
    step: z.number().int().min(0).describe('the step of the epoch, from 0'),
    loss,
    dataLoss,
    regularizationLoss,
    accuracy,
    learningRate,
  }),
  z.object({
    type: z.literal('epoch'),
    epoch,
    loss,
    dataLoss,
    regularizationLoss,
    accuracy,
    learningRate,
    durationMs: z
      .number()
      .describe('how long the epoch’s training took, without validation, in milliseconds'),
    validation: evaluation.optional().describe('loss, without penalty, and accuracy after the epoch'),
  }),
  z.discriminatedUnion('outcome', [
    z.object({
      type: z.literal('end').describe('the last line, unless the training failed'),
      outcome: z.literal('trained'),
      epochs: z.number().int().describe('how many epochs the training has had in all'),
      seconds: z.number().describe('how long this call trained'),
      secondsPerEpoch: z.number(),
      threads: z.number().int(),
      train: evaluation.describe('on the pictures it learned from'),
      test: evaluation.describe('on the pictures it never saw'),
      files: z.object({ params: z.string(), model: z.string(), checkpoint: z.string() }),
      weightsSha256: z.string(),
    }),
    z.object({
      type: z.literal('end'),
      outcome: z.literal('interrupted'),
      checkpoint: z.string().optional().describe('from where --resume goes on, if anything was saved'),
    }),
  ]),
]);

export type TrainingEvent = z.infer<typeof trainingEvent>;
