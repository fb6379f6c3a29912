import type { BlockList } from 'node:net';
import { basicAuthorization, type Credential, type Credentials } from './credentials.ts';
import { type Answer, get } from './request.ts';

/** One source on its way in: what it may ask, and as whom. */
export interface Session {
  readonly get: (address: string, how: HowToGet) => Promise<Answer>;
  /** The credentials for a host, where they may be sent there. */
  readonly credentialFor: (url: URL) => Credential | undefined;
  /** The same question is asked once a run. */
  readonly once: (key: string, ask: () => Promise<Buffer>) => Promise<Buffer>;
  readonly networks: BlockList;
  readonly allow: readonly string[];
}

interface HowToGet {
  readonly maxBytes: number;
  readonly accept?: string;
  /** The source's own address: its host gets the credentials, another one none. */
  readonly own?: string;
  readonly authorization?: string;
  readonly standsFor?: string;
}

export interface SessionOptions {
  readonly allow: readonly string[];
  readonly networks: BlockList;
  readonly credentials: Credentials;
  /** Whether the house itself named the address of the source. */
  readonly isOwnAddress: boolean;
  readonly answers: Map<string, Promise<Buffer>>;
}

export function openSession({ allow, networks, credentials, isOwnAddress, answers }: SessionOptions): Session {
  const credentialFor = (url: URL): Credential | undefined => {
    // Over http anybody on the way could read them; within a network of one's own that is for its owner to say.
    const isPrivate = url.protocol === 'https:' || networks.check(url.hostname, url.hostname.includes(':') ? 'ipv6' : 'ipv4');
    return isOwnAddress && isPrivate ? credentials.get(url.host) : undefined;
  };
  return {
    allow,
    networks,
    credentialFor,
    get: (address, { own, authorization, ...how }) => {
      const url = new URL(address);
      const credential = own !== undefined && new URL(own).host === url.host ? credentialFor(url) : undefined;
      const basic = credential && basicAuthorization(credential);
      const sent = authorization ?? basic;
      return get(address, { ...how, allow, networks, ...(sent === undefined ? {} : { authorization: sent }) });
    },
    once: (key, ask) => {
      const scope = `${isOwnAddress} ${key}`;
      const known = answers.get(scope) ?? ask();
      answers.set(scope, known);
      return known;
    },
  };
}
