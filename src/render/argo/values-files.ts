import type { SourceFile } from '../../model/side.ts';
import type { BuildEnvironment } from './build-environment.ts';
import { fillInVariables } from './build-environment.ts';
import { compileGlob, hasGlob } from './glob-match.ts';
import { resolveFile } from './jail-path.ts';
import { type Refusal, refuse, refuseForeign } from './refusal.ts';

/** Where a source's values files are looked up. */
export interface ValuesPlaces {
  readonly folder: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Paths that are there and could not be read. */
  readonly unread: ReadonlySet<string>;
  /** By `ref`: the files of that source's repository, or undefined where it is not at hand. */
  readonly refs: ReadonlyMap<string, ReadonlyMap<string, SourceFile> | undefined>;
  readonly environment: BuildEnvironment;
}

/**
 * Values files as `helm.valueFiles` names them, in order, later wins: from the source's folder, with a slash in front from its repository, with `$ref/` in
 * front from that source's repository. A glob stands for its files in the order of their names, those already named left out.
 */
export function findValuesFiles(names: readonly string[], places: ValuesPlaces, ignoreMissing: boolean): readonly SourceFile[] | Refusal {
  const found = new Map<string, SourceFile>();
  for (const name of names) {
    const place = locate(name, places);
    if ('refused' in place) return place;
    const { files, path } = place;
    const matched = match(path, files);
    if ('refused' in matched) return matched;
    // Files of other names are never read, and may be there all the same.
    const maybeThere = !/\.(ya?ml|json)$/.test(path) || [...places.unread].some((unread) => unread === path || hasGlob(path));
    if ((matched.length === 0 || hasGlob(path)) && maybeThere && !files.has(path)) return refuse(`the values file ${name} cannot be read`);
    if (matched.length === 0 && !ignoreMissing) return refuse(`there is no values file ${name}`);
    const byGlob = hasGlob(path) && !files.has(path);
    for (const file of matched) {
      const key = `${place.ref}:${file.path}`;
      if (byGlob && found.has(key)) continue;
      // Named once more, it counts where it is named last.
      found.delete(key);
      found.set(key, file);
    }
  }
  return [...found.values()];
}

interface Place {
  readonly ref: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly path: string;
}

function locate(name: string, { folder, files, refs, environment }: ValuesPlaces): Place | Refusal {
  const ref = /^\$([^/]*)/.exec(name)?.[1] ?? '';
  if (ref !== '' && refs.has(ref)) {
    const other = refs.get(ref);
    if (other === undefined) return refuseForeign('remote', name);
    const path = resolveFile('.', fillInVariables(name.slice(ref.length + 1), environment));
    return path === undefined ? refuse(`the values file ${name} lies outside its repository`) : { ref, files: other, path };
  }
  const filled = fillInVariables(name, environment);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(filled)) return refuseForeign('remote', filled);
  const path = resolveFile(folder, filled);
  return path === undefined ? refuse(`the values file ${name} lies outside its repository`) : { ref: '', files, path };
}

function match(path: string, files: ReadonlyMap<string, SourceFile>): readonly SourceFile[] | Refusal {
  const exact = files.get(path);
  if (exact !== undefined) return [exact];
  if (!hasGlob(path)) return [];
  const fits = compileGlob(path, 'doublestar');
  if (fits === undefined) return refuse(`the glob ${path} cannot be read`);
  return [...files.values()].filter((file) => fits(file.path)).sort((left, right) => (left.path < right.path ? -1 : 1));
}
