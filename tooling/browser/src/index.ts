export { ChromiumNotFoundError, type FindOptions, type FoundChromium, findChromium } from './find-chromium';
export { isolatesPages } from './isolates-pages';
export { type LaunchedChromium, type LaunchOptions, launchChromium } from './launch';
export { type OpenPage, openPage } from './open-page';
export { type Route, type RunningServer, type ServeOptions, serve } from './serve';
