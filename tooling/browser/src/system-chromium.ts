import { posix, win32 } from 'node:path';

/** In the order of preference: free builds first, then what people have. */
const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_PATHS = [
  ['Chromium', 'Application', 'chrome.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Where a system usually keeps a Chromium, or a browser made of one, best first. They need not exist.
 *
 * @example
 * systemChromiumPaths('linux', { PATH: '/usr/local/bin:/usr/bin' })[0]; // '/usr/local/bin/chromium'
 */
export function systemChromiumPaths(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const folders = [
      environment.PROGRAMFILES,
      environment['PROGRAMFILES(X86)'],
      environment.LOCALAPPDATA,
    ].filter((folder) => folder !== undefined);
    return WINDOWS_PATHS.flatMap((path) => folders.map((folder) => win32.join(folder, ...path)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(environment.HOME ? [`${environment.HOME}/Applications`] : [])];
    return MAC_APPLICATIONS.flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder !== '');
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
