/** As much of an entry of a tree as choosing needs. */
export interface ListedFile {
  readonly path: string;
  readonly mode: string;
}

/**
 * What of a tree must be read at first: manifests, and all of each chart, since templates may read any file beside them. A submodule, and a link that may
 * lead to a folder, can hold manifests that are not seen here: asking for them makes each a named problem instead of passing over them.
 */
export function selectPaths(entries: readonly ListedFile[]): readonly string[] {
  const charts = [
    ...new Set(
      entries
        .map(({ path }) => path)
        .filter(isChart)
        .map(folderOf),
    ),
  ];
  const inChart = isBelow(charts);
  return entries
    .filter(
      ({ path, mode }) => mode === 'submodule' || mayHoldManifests(path) || (mode === 'symlink' && mayBeFolder(path)) || inChart(path),
    )
    .map(({ path }) => path);
}

/** Whether a path lies in one of the folders; asked for each file of a tree, so it looks upwards from the file and not through the folders. */
function isBelow(folders: readonly string[]): (path: string) => boolean {
  const known = new Set(folders);
  return (path) => {
    if (known.has('.')) return true;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) if (known.has(path.slice(0, end))) return true;
    return false;
  };
}

function mayBeFolder(path: string): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

/**
 * Whether a file can bear on what is deployed: manifests, values, kustomizations, charts, and jsonnet, which Argo CD runs in the folders that it deploys.
 * Everything else is never fetched.
 */
export function mayHoldManifests(path: string): boolean {
  return /\.(ya?ml|json|jsonnet)$/i.test(path) || isKustomization(path);
}

export const kustomizationNames: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization(path: string): boolean {
  return kustomizationNames.includes(path.slice(path.lastIndexOf('/') + 1));
}

export function isChart(path: string): boolean {
  return /(^|\/)Chart\.ya?ml$/.test(path);
}

/** Folder of a file, `.` for the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end);
}

export function joinPath(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

export function liesIn(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}
