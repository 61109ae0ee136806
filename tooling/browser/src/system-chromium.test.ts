import { describe, expect, it } from 'vitest';
import { systemChromiumPaths } from './system-chromium';

describe('systemChromiumPaths', () => {
  it('looks through PATH on Linux', () => {
    expect(systemChromiumPaths('linux', { PATH: '/a::/b' }).slice(0, 3)).toEqual([
      '/a/chromium',
      '/b/chromium',
      '/a/chromium-browser',
    ]);
  });

  it('looks among the applications on macOS, the own ones too', () => {
    const paths = systemChromiumPaths('darwin', { HOME: '/Users/ada' });
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  it('looks in the folders for programs on Windows', () => {
    const paths = systemChromiumPaths('win32', {
      PROGRAMFILES: 'C:\\Program Files',
      LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    });
    expect(paths).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(paths).toContain('C:\\Users\\ada\\AppData\\Local\\Chromium\\Application\\chrome.exe');
  });
});
