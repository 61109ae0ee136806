export { thirdPartyNotices } from './esbuild-plugin.js';
export { neededPackages } from './needed-packages.js';
export { noticesOf } from './notices.js';
