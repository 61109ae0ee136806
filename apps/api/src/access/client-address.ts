import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Addresses and ranges, as in `10.0.0.0/8` and `::1`; nothing where there are none. */
export function addressList(entries: readonly string[]): BlockList | undefined {
  if (entries.length === 0) return undefined;
  const list = new BlockList();
  for (const entry of entries) {
    const [address, bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether a text is what {@link addressList} takes. */
export function isAddressOrRange(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/**
 * Who a request is from: the peer, or, where that is a proxy that is trusted, the last in `X-Forwarded-For` that is none.
 * What stands before that in the header anybody can have written.
 */
export function clientAddress(incoming: IncomingMessage, proxies: BlockList | undefined): string {
  const peer = plain(incoming.socket.remoteAddress ?? '');
  if (!proxies) return peer;
  const forwarded = incoming.headers['x-forwarded-for'];
  const hops = typeof forwarded === 'string' ? forwarded.split(',').map((hop) => hop.trim()) : [];
  let address = peer;
  while (isTrusted(address, proxies)) {
    const before = plain(hops.pop() ?? '');
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that came as an IPv6 one. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}
