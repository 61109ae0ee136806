import type { Browser, Page } from 'playwright-core';

/** A page and all that went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors, lines of console.error, and requests that failed, in the page and its workers, as they come. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a page that shares no cookies, storage or cache with others, and listens for errors. */
export async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('requestfailed', (request) => {
    errors.push(`request: ${request.url()} failed: ${request.failure()?.errorText}`);
  });
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}
