import { once } from 'node:events';

/** Writes to standard output, and waits where whoever reads it is slower than we are. */
export async function writeOut(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
