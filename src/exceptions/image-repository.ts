/**
 * The repository of an image reference in full, as container runtimes complete it: `nginx` is `docker.io/library/nginx`. Tag and digest are left
 * out; a port is not a tag. A registry of another name is another repository, however alike it looks.
 */
export function imageRepository(reference: string): string {
  const [named = ''] = reference.split('@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const repository = colon === -1 ? named : named.slice(0, colon);
  const [first = '', ...rest] = repository.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (!hasRegistry) return rest.length === 0 ? `docker.io/library/${repository}` : `docker.io/${repository}`;
  if (first === 'docker.io' && rest.length === 1) return `docker.io/library/${rest[0]}`;
  return repository;
}
