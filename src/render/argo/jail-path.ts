import { posix } from 'node:path';

/**
 * A path that an Application names, cleaned: relative to the repository, `.` for the repository itself. Undefined where it leads out of it, or where it
 * could be read in more than one way.
 */
export function cleanPath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || path.includes('\0')) return undefined;
  const clean = posix.normalize(`./${path}`).replace(/\/$/, '');
  return clean === '..' || clean.startsWith('../') ? undefined : clean || '.';
}

/** A file that a source names: from the source's folder, or with a slash in front from the repository. */
export function resolveFile(folder: string, name: string): string | undefined {
  return name.startsWith('/') ? cleanPath(name.replace(/^\/+/, '')) : cleanPath(posix.join(folder, name));
}
