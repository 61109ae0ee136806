import { z } from '@hono/zod-openapi';

/** Whether the process answers at all. */
export const liveAnswer = z.object({ live: z.boolean() }).openapi('Live');

/** Whether it wants requests. */
export const readyAnswer = z.object({ ready: z.boolean() }).openapi('Ready');
