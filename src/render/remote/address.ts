import type { FileSource, GitSource, HelmSource, OciSource, RemoteSource } from '../../model/remote.ts';

/** Longer than any address that somebody wrote by hand. */
const MAX_LENGTH = 2_000;

/** A chart as a HelmRepository, an Application or a dependency names it: of a registry where the address is one. Undefined where nothing here reads it. */
export function nameChart(repository: string, chart: string, version: string): HelmSource | OciSource | undefined {
  if (repository.startsWith('oci://')) return nameArtifact(`${repository.replace(/\/+$/, '')}/${chart}`, version);
  const url = cleanAddress(repository);
  if (url === undefined || !/^[A-Za-z0-9][A-Za-z0-9._/-]{0,250}$/.test(chart) || !isWord(version)) return undefined;
  return { kind: 'helm', url, chart, version };
}

/** `oci://host/repository`, of which tag, digest or range. */
export function nameArtifact(address: string, version: string): OciSource | undefined {
  const url = cleanAddress(address.replace(/^oci:\/\//, 'https://'));
  if (!address.startsWith('oci://') || url === undefined || !isWord(version)) return undefined;
  return { kind: 'oci', url: url.replace(/^https:/, 'oci:'), version };
}

/** A repository by https, whichever way it is written: `git@host:path`, `ssh://`, with or without `.git`. */
export function nameRepository(address: string, ref: string): GitSource | undefined {
  const [, host, path] = /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)(.+)$/.exec(address) ?? [];
  const written =
    host === undefined ? address.replace(/^ssh:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\//, 'https://$1/') : `https://${host}/${path}`;
  const url = cleanAddress(written)?.replace(/\.git$/, '');
  return url === undefined || !isRef(ref) ? undefined : { kind: 'git', url, ref };
}

/**
 * What a kustomization names in `resources` or `components` that is remote: a file, or a repository. Kustomize asks the server which of the two it is;
 * here the address decides. https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md
 */
export function nameRemoteBase(written: string): GitSource | FileSource | undefined {
  const bare = written.replace(/^git::/, '');
  if (/^https?:\/\/[^?]*\.(ya?ml|json)$/i.test(bare)) {
    const url = cleanAddress(bare);
    return url === undefined ? undefined : { kind: 'file', url };
  }
  const [address = '', query = ''] = bare.split('?', 2);
  const settings = new URLSearchParams(query);
  const repository = repositoryIn(/^[\w-]+\.[\w.-]+\//.test(address) ? `https://${address}` : address);
  return repository === undefined ? undefined : nameRepository(repository, settings.get('ref') || settings.get('version') || 'HEAD');
}

/** The part of an address that is the repository: up to `//`, up to `.git`, or at GitHub two names. */
function repositoryIn(address: string): string | undefined {
  const [, start = '', rest = ''] = /^([a-z]+:\/\/|[\w.-]+@[\w.-]+:)(.+)$/.exec(address) ?? [];
  if (start === '') return undefined;
  const before = rest.split('//')[0] as string;
  const git = before.indexOf('.git/');
  if (git > 0) return start + before.slice(0, git);
  const steps = before.split('/').filter((step) => step !== '');
  const isGitHub = start.includes('github.com') || steps[0]?.replace(/^[^@]*@/, '') === 'github.com';
  return start + (isGitHub ? steps.slice(0, start.includes('@') && !start.includes('://') ? 2 : 3) : steps).join('/');
}

/** https or http, the host in lower case, no user, no query, nothing behind a `#`, no slash at the end. Undefined for anything else. */
function cleanAddress(address: string): string | undefined {
  if (address.length > MAX_LENGTH || !/^https?:\/\/[!-~]+$/i.test(address) || !URL.canParse(address)) return undefined;
  const { protocol, host, pathname, search } = new URL(address);
  return search === '' ? `${protocol}//${host}${pathname.replace(/\/+$/, '')}` : undefined;
}

function isWord(version: string): boolean {
  return /^[ -~]{0,200}$/.test(version);
}

function isRef(ref: string): boolean {
  return /^(?!-)[^\s:~^?*[\\\p{Cc}]{1,250}$/u.test(ref) && !ref.includes('..');
}

/** Whether another content can come under the same name tomorrow. */
export function isFloating(source: RemoteSource, resolved: string): boolean {
  switch (source.kind) {
    case 'helm':
      return source.version.replace(/^v/, '') !== resolved.replace(/^v/, '');
    case 'oci':
      return !source.version.startsWith('sha256:') && source.version.replace('+', '_') !== resolved;
    case 'git':
      return !/^[0-9a-f]{40}$/.test(source.ref) && !source.ref.startsWith('refs/tags/') && !/^v?\d+\.\d+/.test(source.ref);
    case 'file':
      return false;
  }
}
