/** Where a file of the site is, seen from a worker, which lies one folder below the page. */
export function siteUrl(path: string): URL {
  return new URL(`../${path}`, self.location.href);
}
