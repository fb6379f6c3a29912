import { posix } from 'node:path';
import type { Json, JsonObject } from '../../../model/json.ts';
import type { SourceFile } from '../../../model/side.ts';
import { readManifests } from '../../../yaml/read.ts';
import { isObject, listAt, textAt } from '../field.ts';
import { compileGlob, type GlobDialect } from '../glob-match.ts';
import { flatten, normalizeName } from '../go-value.ts';
import { type Refusal, refuse, refuseForeign } from '../refusal.ts';
import type { GeneratorContext, Params } from './context.ts';
import { addValues } from './values.ts';

/**
 * Folders or files of a repository. Files that no manifest could be are not read here, so a folder without any other file is not seen.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 */
export async function generateGit(git: JsonObject, context: GeneratorContext): Promise<readonly Params[] | Refusal> {
  const [repoUrl, revision] = [textAt(git, 'repoURL'), textAt(git, 'revision')];
  const files = context.find(repoUrl, revision);
  if (files === undefined) return refuseForeign('remote', `${repoUrl} ${revision}`.trim());
  const made = listAt(git, 'directories').length > 0 ? fromDirectories(git, files, context) : fromFiles(git, files, context);
  return 'refused' in made ? made : addValues(git, made, context);
}

function fromDirectories(
  git: JsonObject,
  files: ReadonlyMap<string, SourceFile>,
  { goTemplate }: GeneratorContext,
): readonly Params[] | Refusal {
  const fits = readPatterns(listAt(git, 'directories'), 'path');
  if ('refused' in fits) return fits;
  return listFolders(files)
    .filter((folder) => fits(folder))
    .map((folder) => describePath(folder, undefined, textAt(git, 'pathParamPrefix'), goTemplate));
}

/** Folders that are not hidden and lie in none that is, in the order of a walk. */
function listFolders(files: ReadonlyMap<string, SourceFile>): readonly string[] {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const steps = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= steps.length && !(steps[depth - 1] ?? '').startsWith('.'); depth += 1)
      folders.add(steps.slice(0, depth).join('/'));
  }
  const asWalked = (folder: string): string => folder.replaceAll('/', '\0');
  return [...folders].sort((left, right) => (asWalked(left) < asWalked(right) ? -1 : 1));
}

function fromFiles(git: JsonObject, files: ReadonlyMap<string, SourceFile>, { goTemplate }: GeneratorContext): readonly Params[] | Refusal {
  const items = listAt(git, 'files');
  const unread = items.filter(isObject).find((item) => item.exclude !== true && !/\.(ya?ml|json)$/.test(textAt(item, 'path')));
  if (items.length === 0 || unread !== undefined)
    return refuse(`files of a git generator are read as YAML or JSON alone: ${textAt(unread, 'path')}`);
  const fits = readPatterns(items, 'git');
  if ('refused' in fits) return fits;
  const params: Params[] = [];
  const chosen = [...files.values()].filter(({ path }) => fits(path)).sort((left, right) => (left.path < right.path ? -1 : 1));
  for (const { path, bytes } of chosen) {
    const { documents, problems } = readManifests(path, bytes);
    const value = documents[0]?.value ?? {};
    const sets = Array.isArray(value) ? (value as readonly Json[]) : [value];
    if (problems.length > 0 || documents.length > 1 || !sets.every(isObject)) return refuse(`${path} holds no parameters`);
    const place = describePath(posix.dirname(path), path, textAt(git, 'pathParamPrefix'), goTemplate);
    params.push(...sets.map((set) => ({ ...(goTemplate ? set : flatten(set)), ...place })));
  }
  return params;
}

/** Whatever one item excludes stays out, whichever other takes it in. */
function readPatterns(items: readonly Json[], dialect: GlobDialect): ((path: string) => boolean) | Refusal {
  const patterns: { readonly exclude: boolean; readonly matches: (path: string) => boolean }[] = [];
  for (const item of items) {
    const pattern = isObject(item) ? textAt(item, 'path') : '';
    const matches = pattern === '' || pattern.startsWith(':') ? undefined : compileGlob(pattern, dialect);
    if (!isObject(item) || matches === undefined) return refuse(`the path ${pattern} of a git generator cannot be read`);
    patterns.push({ exclude: item.exclude === true, matches });
  }
  return (path) => {
    const matching = patterns.filter(({ matches }) => matches(path));
    return matching.length > 0 && !matching.some(({ exclude }) => exclude);
  };
}

function describePath(folder: string, file: string | undefined, prefix: string, goTemplate: boolean): Params {
  const basename = posix.basename(folder);
  const filename = file === undefined ? undefined : posix.basename(file);
  const facts = {
    basename,
    basenameNormalized: normalizeName(basename),
    ...(filename === undefined ? {} : { filename, filenameNormalized: normalizeName(filename) }),
  };
  const segments = folder.split('/');
  if (goTemplate) {
    const path = { path: folder, ...facts, segments };
    return prefix === '' ? { path } : { [prefix]: { path } };
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  return {
    [name]: folder,
    ...Object.fromEntries(Object.entries(facts).map(([key, value]) => [`${name}.${key}`, value])),
    ...Object.fromEntries(segments.map((segment, index) => [`${name}[${index}]`, segment])),
  };
}
