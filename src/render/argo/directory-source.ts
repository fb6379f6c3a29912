import { folderOf, liesIn } from '../../discover/manifest-paths.ts';
import type { JsonObject } from '../../model/json.ts';
import type { SourceFile } from '../../model/side.ts';
import { objectAt, textAt } from './field.ts';
import { compileGlob } from './glob-match.ts';
import { type Refusal, refuse, refuseForeign } from './refusal.ts';

export interface DirectorySource {
  /** Files that are applied as they are, sorted. */
  readonly files: readonly string[];
  /** Files that ask to be passed over. */
  readonly skipped: readonly string[];
}

const SKIP_MARK = '+argocd:skip-file-rendering';

/** The manifests of a folder, https://argo-cd.readthedocs.io/en/stable/user-guide/directory/. */
export function planDirectory(settings: JsonObject, folder: string, files: ReadonlyMap<string, SourceFile>): DirectorySource | Refusal {
  const directory = objectAt(settings, 'directory');
  const include = compileOptional(textAt(directory, 'include'));
  const exclude = compileOptional(textAt(directory, 'exclude'));
  if (include === undefined || exclude === undefined) return refuse('a glob of spec.source.directory cannot be read');
  const chosen = [...files.values()]
    .filter(({ path }) => (directory?.recurse === true ? liesIn(path, folder) : folderOf(path) === folder))
    .filter(({ path }) => /\.(yaml|yml|json|jsonnet)$/.test(path))
    .filter(({ path }) => {
      const name = folder === '.' ? path : path.slice(folder.length + 1);
      return !(exclude !== 'all' && exclude(name)) && (include === 'all' || include(name));
    })
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  const jsonnet = chosen.find(({ path }) => path.endsWith('.jsonnet'));
  if (jsonnet !== undefined) return refuseForeign('jsonnet', jsonnet.path);
  const [skipped, own] = [true, false].map((marked) => chosen.filter((file) => isMarked(file) === marked).map(({ path }) => path));
  return { files: own ?? [], skipped: skipped ?? [] };
}

/** An empty glob stands for no glob. */
function compileOptional(glob: string): ((path: string) => boolean) | 'all' | undefined {
  return glob === '' ? 'all' : compileGlob(glob, 'free');
}

function isMarked({ bytes }: SourceFile): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(SKIP_MARK);
}
