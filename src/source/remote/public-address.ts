import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { RemoteError } from './remote-error.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The addresses of a host, each of them one that a stranger may be sent to. One private address among them refuses the host: whoever answers for the name
 * could give that one the next time. Connect to one of these and never to the name again.
 *
 * @param networks private networks that the workflow names as its own
 */
export async function resolvePublic(hostname: string, networks: BlockList): Promise<readonly [ResolvedAddress, ...ResolvedAddress[]]> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const found = isIP(host) === 0 ? await resolveName(host) : [{ address: host, family: isIP(host) }];
  const [first, ...rest] = found.map(({ address, family }): ResolvedAddress => ({ address, family: family === 6 ? 6 : 4 }));
  if (first === undefined) throw new RemoteError('unreachable', `${host} has no address`);
  for (const { address, family } of [first, ...rest])
    if (!isPublic(address, family) && !networks.check(address, family === 6 ? 'ipv6' : 'ipv4'))
      throw new RemoteError('address-refused', `${host} is ${address}`);
  return [first, ...rest];
}

async function resolveName(host: string): Promise<readonly { readonly address: string; readonly family: number }[]> {
  try {
    return await lookup(host, { all: true, verbatim: true });
  } catch {
    throw new RemoteError('unreachable', `${host} cannot be resolved`);
  }
}

/**
 * Whether an address is reachable from everywhere, https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry. Of IPv6 only
 * global unicast is taken: mapped, translated (NAT64) and tunnelled forms of IPv4 lie elsewhere and are refused, whatever they carry.
 */
export function isPublic(address: string, family: 4 | 6): boolean {
  if (family === 4) return !special4.check(address, 'ipv4');
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

const special4 = blockList('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
const global6 = blockList('ipv6', ['2000::/3']);
// Teredo and other protocol assignments, documentation, 6to4, documentation, segment routing.
const special6 = blockList('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

function blockList(type: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    list.addSubnet(address, Number(prefix), type);
  }
  return list;
}

/** Networks and single addresses between commas or spaces; throws at what is neither. */
export function readNetworks(text: string): BlockList {
  const list = new BlockList();
  for (const network of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address);
    const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
    if (family === 0 || !/^\d{1,3}$/.test(prefix ?? '0') || bits > (family === 6 ? 128 : 32))
      throw new Error(`TILSYN_REMOTE_NETWORKS: ${JSON.stringify(network)} is no address or network, such as 10.20.0.0/16`);
    list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
