/** The names of the ten classes; the build puts them in, so that the page need not load what knows them. */
export const classNames: readonly string[] = (process.env.CLASS_NAMES ?? '').split(',');
