import { type Browser, chromium } from 'playwright-core';
import { type FoundChromium, findChromium } from './find-chromium';

/** No window, no sandbox (tests run as root in containers), no talk with the world. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Of a system set to none (`LANG=C`) Chromium makes the language `en-US@posix`, which its own `Intl` refuses. */
const LOCALE = 'en_US.UTF-8';

/** A Chromium that was launched, and how to end it. */
export interface LaunchedChromium {
  readonly browser: Browser;
  readonly found: FoundChromium;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** How a Chromium is launched. */
export interface LaunchOptions {
  /** By default what {@link findChromium} finds. */
  readonly found?: FoundChromium;
  /** Further flags for it, as `--use-fake-device-for-media-stream`. */
  readonly flags?: readonly string[];
}

/**
 * Launches a Chromium without a window and with a fresh profile.
 *
 * @throws ChromiumNotFoundError where there is none that runs.
 *
 * @example
 * const chromium = await launchChromium();
 * const page = await chromium.browser.newPage();
 * await page.goto('http://127.0.0.1:3000/');
 * await chromium.close();
 */
export async function launchChromium({ found, flags = [] }: LaunchOptions = {}): Promise<LaunchedChromium> {
  const using = found ?? (await findChromium());
  const browser = await chromium.launch({
    executablePath: using.executablePath,
    headless: true,
    args: [...FLAGS, ...flags],
    env: { ...process.env, LANG: LOCALE, LC_ALL: LOCALE, LANGUAGE: LOCALE, ...using.environment },
  });
  return { browser, found: using, close: () => browser.close() };
}
