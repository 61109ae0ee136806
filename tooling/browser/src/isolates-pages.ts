import { launchChromium } from './launch';
import { serve } from './serve';

/**
 * Whether Chromium isolates pages whose server asks for it, so that their threads can share memory. It does, unless it is told
 * not to: tests about isolated pages are skipped then.
 *
 * @throws ChromiumNotFoundError where there is none that runs.
 *
 * @example
 * it.runIf(await isolatesPages())('trains on two threads', async () => {});
 */
export async function isolatesPages(): Promise<boolean> {
  const server = await serve({ isolated: true, routes: { '/index.html': { content: '<!doctype html>' } } });
  const chromium = await launchChromium();
  try {
    const page = await chromium.browser.newPage();
    await page.goto(`${server.url}/`);
    return await page.evaluate<boolean>('crossOriginIsolated');
  } finally {
    await chromium.close();
    await server.close();
  }
}
