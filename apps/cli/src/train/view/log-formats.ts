/** How a training can be shown. */
export const logFormats = ['plain', 'live', 'jsonl'] as const;
