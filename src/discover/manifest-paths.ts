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
