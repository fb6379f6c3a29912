/**
 * What of a tree must be read. A submodule, and a link that may lead to a folder, can hold manifests that are not seen here: asking for them makes
 * each a named problem instead of passing over them.
 */
export function selectPaths(entries: readonly { readonly path: string; readonly mode: string }[]): readonly string[] {
  return entries
    .filter(({ path, mode }) => mode === 'submodule' || mayHoldManifests(path) || (mode === 'symlink' && mayBeFolder(path)))
    .map(({ path }) => path);
}

function mayBeFolder(path: string): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

/** Whether a file can bear on what is deployed: manifests, values, kustomizations, charts. Everything else is never fetched. */
export function mayHoldManifests(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path) || isKustomization(path);
}

export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

export function isChart(path: string): boolean {
  return /(^|\/)Chart\.ya?ml$/.test(path);
}

/** Folder of a file, `.` for the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

export function liesIn(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}
