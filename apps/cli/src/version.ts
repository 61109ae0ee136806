import { version } from '../package.json';

/** The version of the command line. */
export const VERSION: string = version;
