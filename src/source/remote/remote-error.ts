import type { RemoteLack, RemoteMissing } from '../../model/remote.ts';

/** A source that cannot be had, in the terms in which it is reported. It ends at the fetcher, which makes an answer of it. */
export class RemoteError extends Error {
  readonly lack: RemoteLack;

  constructor(lack: RemoteLack, detail: string) {
    super(detail);
    this.name = 'RemoteError';
    this.lack = lack;
  }
}

const MAX_DETAIL = 200;

/** The words may be the server's: one line of them, and not many. */
export function toMissing({ lack, message }: RemoteError): RemoteMissing {
  const detail = message
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_DETAIL);
  return detail === '' ? { lack } : { lack, detail };
}
