import { UserError } from '@fmnist/core';
import { siteUrl } from './site-url';

/** A file of the site. @throws UserError where it is not to be had. */
export async function fetchFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = siteUrl(path);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new UserError(`${path} could not be fetched: is there a connection?`, { cause: error });
  }
  if (!response.ok) throw new UserError(`${path} is not on this site: it answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
