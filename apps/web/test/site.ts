/** The built site as a static server gives it, under a sub-path, and pages of it in which nothing may go wrong. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LaunchedChromium, launchChromium, type RunningServer, serve } from '@fmnist/browser';
import type { BrowserContextOptions, Page } from 'playwright-core';

const out = fileURLToPath(new URL('../out/', import.meta.url));
const PATH = '/some/path/';

/** A page of the site. */
export interface SitePage {
  readonly page: Page;
  /** Uncaught errors, lines of console.error, failed requests, and requests to anywhere but the site. */
  readonly faults: string[];
  /** Ends it. @throws Error where `faults` holds anything: a test empties it of what it brought about. */
  close(): Promise<void>;
}

/** The site in a browser. */
export interface Site {
  readonly url: string;
  /** Opens the page, in a profile of its own, at a fragment such as `#view=train`. */
  open(fragment?: string, options?: BrowserContextOptions): Promise<SitePage>;
  close(): Promise<void>;
}

/** Serves the site. @throws Error where it is not built. */
export async function openSite({
  isolated,
  flags = [],
}: {
  isolated: boolean;
  /** Further flags for Chromium. */
  flags?: readonly string[];
}): Promise<Site> {
  if (!existsSync(`${out}index.html`)) throw new Error('apps/web is not built: run pnpm --filter web build');
  const server: RunningServer = await serve({ isolated, routes: { [PATH]: { folder: out } } });
  const chromium: LaunchedChromium = await launchChromium({ flags });
  const url = `${server.url}${PATH}`;
  return {
    url,
    open: async (fragment = '', options = {}) => {
      const context = await chromium.browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(`uncaught: ${message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText;
        // What a reload interrupts has not failed.
        if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${reason}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) {
          faults.push(`foreign: ${request.url()}`);
        }
      });
      await page.goto(`${url}${fragment}`);
      const close = async () => {
        await context.close();
        if (faults.length > 0) throw new Error(`Something went wrong in the page: ${faults.join('; ')}`);
      };
      return { page, faults, close };
    },
    close: async () => {
      await chromium.close();
      await server.close();
    },
  };
}
