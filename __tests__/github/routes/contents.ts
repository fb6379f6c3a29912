import { resolveObject } from '../git/repository.ts';
import { gitBytes } from '../git/run.ts';
import { type ListedEntry, listTree } from '../git/tree.ts';
import { apiUrl, webUrl } from '../present/links.ts';
import { type Call, notFound, ok, type Reply } from '../respond.ts';
import { findCommit } from './find.ts';

/** Above 1 MB the answer has no content and the encoding `none`; a directory lists 1,000 entries. */
const maximumInline = 1024 * 1024;
const maximumListed = 1000;

export const contentRoutes = { 'repos/get-content': getContent };

function getContent(call: Call): Reply {
  const { repository, query } = call;
  const commit = findCommit(call, query.ref ?? repository.defaultBranch);
  const path = (call.params.path ?? '').replace(/^\/+|\/+$/g, '');
  const directory = path === '' ? commit : `${commit}:${path}`;
  const tree = resolveObject(repository.gitDir, path === '' ? `${commit}^{tree}` : `${directory}^{tree}`);
  if (tree !== undefined) {
    const entries = listTree(repository.gitDir, tree, false).slice(0, maximumListed);
    return ok(entries.map((entry) => describe(call, commit, path === '' ? entry.path : `${path}/${entry.path}`, entry)));
  }
  const at = path.lastIndexOf('/');
  const entry = parentEntries(call, commit, path.slice(0, Math.max(0, at))).find((each) => each.path === path.slice(at + 1));
  if (entry === undefined || entry.type !== 'blob') throw notFound();
  const bytes = gitBytes(repository.gitDir, ['cat-file', 'blob', entry.sha]);
  if (call.accept.includes('raw')) return { status: 200, body: bytes, mediaType: 'application/vnd.github.raw' };
  const described = describe(call, commit, path, entry);
  if (entry.mode === '120000') return ok({ ...described, type: 'symlink', target: bytes.toString('utf8') });
  if (bytes.length > maximumInline) return ok({ ...described, content: '', encoding: 'none' });
  return ok({ ...described, content: bytes.toString('base64').replace(/.{1,60}/g, '$&\n'), encoding: 'base64' });
}

function parentEntries(call: Call, commit: string, folder: string): ListedEntry[] {
  const tree = resolveObject(call.repository.gitDir, `${commit}:${folder}`);
  return tree === undefined ? [] : listTree(call.repository.gitDir, tree, false);
}

function describe(call: Call, commit: string, path: string, entry: ListedEntry): Record<string, unknown> {
  const { store, repository } = call;
  const url = apiUrl(store, repository, `/contents/${encodeURI(path)}?ref=${commit}`);
  const gitUrl = apiUrl(store, repository, `/git/${entry.type}s/${entry.sha}`);
  const html = webUrl(store, repository, `/blob/${commit}/${encodeURI(path)}`);
  const types: Record<string, string> = { tree: 'dir', blob: entry.mode === '120000' ? 'symlink' : 'file', commit: 'submodule' };
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    type: types[entry.type],
    url,
    git_url: gitUrl,
    html_url: html,
    download_url: entry.type === 'blob' ? webUrl(store, repository, `/raw/${commit}/${encodeURI(path)}`) : null,
    _links: { self: url, git: gitUrl, html },
  };
}
