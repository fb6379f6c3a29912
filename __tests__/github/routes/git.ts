import { commitTree, type Signature } from '../git/commit.ts';
import { readCommit } from '../git/commits.ts';
import { isAncestor, isRefName, listRefs, objectType, resolveObject, zeroSha } from '../git/repository.ts';
import { git, gitBytes } from '../git/run.ts';
import { listTree, type TreeEntry, writeTree } from '../git/tree.ts';
import { presentGitCommit } from '../present/commit.ts';
import { apiUrl, nodeId } from '../present/links.ts';
import { type Call, noContent, notFound, ok, paged, Refusal, type Reply } from '../respond.ts';
import { moveRef } from '../world/refs.ts';
import { findBrokenRules } from '../world/rules.ts';

/** A tree answers 100,000 entries at most when asked for all below it, then says `truncated`. */
const maximumEntries = 100_000;
/** Blobs up to 100 MB. */
const maximumBlob = 100 * 1024 * 1024;

export const gitRoutes = {
  'git/create-blob': createBlob,
  'git/get-blob': getBlob,
  'git/create-tree': createTree,
  'git/get-tree': getTree,
  'git/create-commit': createCommit,
  'git/get-commit': getCommit,
  'git/get-ref': getRef,
  'git/list-matching-refs': listMatchingRefs,
  'git/create-ref': createRef,
  'git/update-ref': updateRef,
  'git/delete-ref': deleteRef,
};

function createBlob(call: Call): Reply {
  const { content, encoding = 'utf-8' } = call.body as { readonly content: string; readonly encoding?: string };
  const input = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
  const sha = git(call.repository.gitDir, ['hash-object', '-w', '--stdin'], { input }).trim();
  return ok({ sha, url: apiUrl(call.store, call.repository, `/git/blobs/${sha}`) }, 201);
}

function getBlob(call: Call): Reply {
  const sha = call.params.file_sha ?? '';
  const { gitDir } = call.repository;
  if (!/^[0-9a-f]{40}$/.test(sha) || objectType(gitDir, sha) !== 'blob') throw notFound();
  const bytes = gitBytes(gitDir, ['cat-file', 'blob', sha]);
  if (bytes.length > maximumBlob)
    throw new Refusal(403, 'This API returns blobs up to 100 MB in size.', [{ resource: 'Blob', field: 'data', code: 'too_large' }]);
  if (call.accept.includes('raw')) return { status: 200, body: bytes, mediaType: 'application/vnd.github.raw' };
  const url = apiUrl(call.store, call.repository, `/git/blobs/${sha}`);
  return ok({ sha, node_id: nodeId('B', sha), size: bytes.length, url, content: wrap(bytes.toString('base64')), encoding: 'base64' });
}

/** GitHub breaks base64 after 60 characters. */
function wrap(base64: string): string {
  return base64.replace(/.{1,60}/g, '$&\n');
}

function createTree(call: Call): Reply {
  const { tree, base_tree: base } = call.body as { readonly tree: readonly TreeEntry[]; readonly base_tree?: string };
  const { gitDir } = call.repository;
  if (base !== undefined && resolveObject(gitDir, `${base}^{tree}`) === undefined) throw notFound();
  for (const entry of tree) {
    if (entry.sha === undefined && entry.content === undefined) throw new Refusal(422, 'Must supply either tree.sha or tree.content', []);
    if (typeof entry.sha === 'string' && entry.mode !== '160000' && objectType(gitDir, entry.sha) === undefined) {
      throw new Refusal(422, `tree.sha ${entry.sha} is not a valid object`, []);
    }
  }
  const sha = writeTree(gitDir, base, tree);
  return ok(presentTree(call, sha, false), 201);
}

function getTree(call: Call): Reply {
  const tree = resolveObject(call.repository.gitDir, `${call.params.tree_sha ?? ''}^{tree}`);
  if (tree === undefined) throw notFound();
  // "Setting this parameter to any value (0, 1, "true", "false") enables returning objects or subtrees."
  return ok(presentTree(call, tree, call.query.recursive !== undefined));
}

function presentTree(call: Call, sha: string, recursive: boolean): Record<string, unknown> {
  const { store, repository } = call;
  const all = listTree(repository.gitDir, sha, recursive);
  const entries = all.slice(0, maximumEntries).map(({ path, mode, type, sha: id, size }) => ({
    path,
    mode,
    type,
    sha: id,
    ...(size === undefined ? {} : { size }),
    ...(type === 'commit' ? {} : { url: apiUrl(store, repository, `/git/${type}s/${id}`) }),
  }));
  return { sha, url: apiUrl(store, repository, `/git/trees/${sha}`), tree: entries, truncated: all.length > maximumEntries };
}

function createCommit(call: Call): Reply {
  const { store, repository, actor } = call;
  const body = call.body as {
    message: string;
    tree: string;
    parents?: readonly string[];
    author?: Partial<Signature>;
    committer?: Partial<Signature>;
  };
  const { gitDir } = repository;
  if (objectType(gitDir, body.tree) !== 'tree') throw new Refusal(422, 'Tree SHA does not exist', []);
  const parents = body.parents ?? [];
  if (parents.some((parent) => objectType(gitDir, parent) !== 'commit'))
    throw new Refusal(422, 'Parent SHA does not exist or is not a commit object', []);
  const own = { name: actor.user.login, email: `${actor.user.id}+${actor.user.login}@users.noreply.github.com`, date: store.tick() };
  const author = { ...own, ...body.author };
  const sha = commitTree(gitDir, { tree: body.tree, parents, message: body.message, author, committer: { ...author, ...body.committer } });
  return ok(presentGitCommit(store, repository, readCommit(gitDir, sha)), 201);
}

function getCommit(call: Call): Reply {
  const sha = call.params.commit_sha ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha) || objectType(call.repository.gitDir, sha) !== 'commit') throw notFound();
  return ok(presentGitCommit(call.store, call.repository, readCommit(call.repository.gitDir, sha)));
}

function getRef(call: Call): Reply {
  return ok(presentRef(call, findRef(call)));
}

function listMatchingRefs(call: Call): Reply {
  const prefix = `${call.repository.refs}${call.params.ref ?? ''}`;
  const all = listRefs(call.repository.gitDir, call.repository.refs).filter(({ ref }) => ref.startsWith(prefix));
  return paged({ ...call, query: { per_page: '100', ...call.query } }, visible(call, all), (ref) => presentRef(call, ref));
}

function createRef(call: Call): Reply {
  const { ref, sha } = call.body as { readonly ref: string; readonly sha: string };
  const { gitDir } = call.repository;
  if (!/^refs\/[^/]+\/./.test(ref) || !isRefName(ref))
    throw new Refusal(422, "Reference name must start with 'refs' and have at least two slashes.", []);
  if (!/^[0-9a-f]{40}$/.test(sha) || objectType(gitDir, sha) === undefined) throw new Refusal(422, 'Object does not exist', []);
  if (resolveObject(gitDir, fullRef(call, ref)) !== undefined) throw new Refusal(422, 'Reference already exists', []);
  return moved(call, ref, sha, 201, undefined);
}

function updateRef(call: Call): Reply {
  const { sha, force = false } = call.body as { readonly sha: string; readonly force?: boolean };
  const { gitDir } = call.repository;
  const ref = `refs/${call.params.ref ?? ''}`;
  const before = resolveObject(gitDir, fullRef(call, ref));
  if (before === undefined) throw new Refusal(422, 'Reference does not exist', []);
  if (!/^[0-9a-f]{40}$/.test(sha) || objectType(gitDir, sha) === undefined) throw new Refusal(422, 'Object does not exist', []);
  if (!force && !isAncestor(gitDir, before, sha)) throw new Refusal(422, 'Update is not a fast forward', []);
  return moved(call, ref, sha, 200, before);
}

function deleteRef(call: Call): Reply {
  const ref = `refs/${call.params.ref ?? ''}`;
  const before = resolveObject(call.repository.gitDir, fullRef(call, ref));
  if (before === undefined) throw new Refusal(422, 'Reference does not exist', []);
  moved(call, ref, undefined, 204, before);
  return noContent;
}

function moved(call: Call, ref: string, sha: string | undefined, status: number, before: string | undefined): Reply {
  const { store, repository, actor } = call;
  // "You are unable to create or update references" below refs/pull: GitHub keeps them.
  const broken = ref.startsWith('refs/pull/')
    ? ['refs/pull is read-only']
    : findBrokenRules(repository, actor, { ref, before, after: sha });
  if (broken.length > 0) throw new Refusal(422, `Repository rule violations found\n\n${broken.join('\n')}`, []);
  moveRef(store, repository, ref, sha ?? zeroSha, actor.user);
  return ok(sha === undefined ? undefined : presentRef(call, { ref: fullRef(call, ref), sha, type: 'commit' }), status);
}

function findRef(call: Call): { ref: string; sha: string; type: string } {
  const ref = fullRef(call, `refs/${call.params.ref ?? ''}`);
  const found = visible(call, listRefs(call.repository.gitDir, ref)).find((each) => each.ref === ref);
  if (found === undefined) throw notFound();
  return found;
}

function visible(call: Call, refs: ReturnType<typeof listRefs>): ReturnType<typeof listRefs> {
  return call.repository.parent === undefined ? refs.filter(({ ref }) => !ref.startsWith('refs/namespaces/')) : refs;
}

function presentRef(call: Call, found: { readonly ref: string; readonly sha: string; readonly type: string }): Record<string, unknown> {
  const { store, repository } = call;
  const ref = `refs/${found.ref.slice(repository.refs.length)}`;
  const object = { type: found.type, sha: found.sha, url: apiUrl(store, repository, `/git/${found.type}s/${found.sha}`) };
  return { ref, node_id: nodeId('REF', ref), url: apiUrl(store, repository, `/git/${ref}`), object };
}

function fullRef(call: Call, ref: string): string {
  return call.repository.refs + ref.replace(/^refs\//, '');
}
