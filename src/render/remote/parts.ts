import { folderOf, isChart } from '../../discover/manifest-paths.ts';
import { describeRemote, type RemoteContent, type RemoteMissing, type RemoteShelf, type RemoteSource } from '../../model/remote.ts';
import type { Problem, RemotePart, Root } from '../../model/root.ts';
import type { SourceFile } from '../../model/side.ts';
import type { MissingPart } from '../engine/answers.ts';
import type { EngineResult } from '../engine/engine.ts';
import { findMissing } from '../root-render.ts';
import { nameChart, nameRemoteBase } from './address.ts';

/** A remote base may name another one, and so on; more than this is a circle. */
const MAX_ROUNDS = 10;

/** No tree has this folder in earnest. */
const FOLDER = '.tilsyn-remote';

/**
 * What has to be put beside the files of a root so that nothing of it is missing, as far as it is at hand. A build says what it lacks, so it is built again
 * with what was found until it lacks nothing that is here.
 */
export async function findParts<Answer extends { readonly missing: readonly MissingPart[] }>(
  build: (parts: readonly RemotePart[]) => Promise<EngineResult<Answer>>,
  shelf: RemoteShelf | undefined,
): Promise<readonly RemotePart[]> {
  const parts = new Map<string, RemotePart>();
  if (shelf === undefined) return [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const built = await build([...parts.values()]);
    const missing = ('problem' in built ? built.missing : built.answer.missing) ?? [];
    const found = missing.flatMap((one) => toPart(one, shelf)).filter((part) => !parts.has(JSON.stringify(part.as)));
    if (found.length === 0) break;
    for (const part of found) parts.set(JSON.stringify(part.as), part);
  }
  return [...parts.values()];
}

/** Each file once: two addresses may stand for one content. */
export function filesOfParts({ parts = [] }: Pick<Root, 'parts'>): readonly SourceFile[] {
  return [...new Map(parts.flatMap(({ files }) => files.map((file) => [file.path, file]))).values()];
}

export function remotesOf({ parts = [] }: Pick<Root, 'parts'>): readonly { readonly url: string; readonly path: string }[] {
  return parts.flatMap(({ as, from }) => ('url' in as ? [{ url: as.url, path: from }] : []));
}

export function mountsOf({ parts = [] }: Pick<Root, 'parts'>): readonly { readonly at: string; readonly from: string }[] {
  return parts.flatMap(({ as, from }) => ('at' in as ? [{ at: as.at, from }] : []));
}

/** What is still missing: by the reason that its source is not at hand, or by name where nothing is fetched. */
export function missingProblems(root: Root, missing: readonly MissingPart[], shelf: RemoteShelf | undefined): readonly Problem[] {
  const named: MissingPart[] = [];
  const problems: Problem[] = [];
  for (const one of missing) {
    const source = shelf && sourceOf(one);
    const answer = source && shelf?.find(source);
    if (source === undefined || answer === undefined || 'content' in answer) named.push(one);
    else problems.push(lackProblem(root.id, source, answer));
  }
  return [...findMissing(root, named), ...problems];
}

/** A source that is not at hand. `more`: what deploys it and what else is known of that. */
export function lackProblem(
  root: string,
  source: RemoteSource,
  { lack, detail }: RemoteMissing,
  more: Readonly<Record<string, string>> = {},
): Problem {
  return {
    code: 'remote-not-available',
    root,
    params: { source: describeRemote(source), reason: lack, ...(detail === undefined ? {} : { detail }), ...more },
  };
}

function toPart(missing: MissingPart, shelf: RemoteShelf): readonly RemotePart[] {
  const source = sourceOf(missing);
  const answer = source && shelf.find(source);
  if (answer === undefined || !('content' in answer)) return [];
  const { content } = answer;
  const folder = `${FOLDER}/${content.sha256.slice(0, 32)}`;
  const files = [...content.files.values()].map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  if (missing.kind !== 'chart') {
    const [only] = files;
    const from = source?.kind === 'file' ? only?.path : folder;
    return missing.url === undefined || from === undefined ? [] : [{ as: { url: missing.url }, from, files, sha256: content.sha256 }];
  }
  const chart = findChartFolder(content);
  if (chart === undefined || missing.at === undefined) return [];
  return [{ as: { at: missing.at }, from: chart === '.' ? folder : `${folder}/${chart}`, files, sha256: content.sha256 }];
}

function sourceOf({ kind, name = '', version = '', url = '' }: MissingPart): RemoteSource | undefined {
  return kind === 'chart' ? nameChart(url, name, version) : nameRemoteBase(url);
}

/** The outermost folder with a chart in it: an archive of a chart holds one folder of the chart's name. */
export function findChartFolder({ files }: Pick<RemoteContent, 'files'>): string | undefined {
  const folders = [...files.keys()].filter(isChart).map(folderOf);
  return folders.toSorted((left, right) => depth(left) - depth(right))[0];
}

function depth(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}
