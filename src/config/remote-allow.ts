import type { RemoteSource } from '../model/remote.ts';

/**
 * Whether an address is one of those that are allowed or lies below one, step by step: `https://a.dk/x` covers `https://a.dk/x/y` and not
 * `https://a.dk/xy`. `oci://` in the list stands for https; http has to be listed as such.
 */
export function isAllowed(address: string, allow: readonly string[]): boolean {
  return allow.some((one) => covers(one, address));
}

/** Whether the list names this very address and not only one above it. */
export function isNamed(address: string, allow: readonly string[]): boolean {
  return allow.some((one) => covers(one, address) && covers(address, one));
}

/** The addresses that a source may be fetched from; of a registry http as well, where that is what is listed. */
export function addressesOf(source: RemoteSource): readonly string[] {
  if (source.kind !== 'oci') return [source.url];
  const rest = source.url.slice('oci://'.length);
  return [`https://${rest}`, `http://${rest}`];
}

function covers(allowed: string, address: string): boolean {
  const [above, below] = [split(allowed), split(address)];
  if (above === undefined || below === undefined || above.origin !== below.origin) return false;
  return above.steps.every((step, index) => below.steps[index] === step);
}

function split(address: string): { readonly origin: string; readonly steps: readonly string[] } | undefined {
  const url = address.replace(/^oci:/, 'https:');
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  // A server may read an escaped slash as a slash: then the steps that are compared are not those that it takes.
  if (/%2f|%5c|%2e/i.test(pathname)) return undefined;
  return {
    origin,
    steps: pathname
      .replace(/\.git$/, '')
      .split('/')
      .filter((step) => step !== ''),
  };
}
