import { readCommit } from '../git/commits.ts';
import { apiUrl, fullName, nodeId, webUrl } from '../present/links.ts';
import { association } from '../present/pull.ts';
import type { IssueComment, Pull, Repository, Review, ReviewComment, Store, Thread, User, Written } from '../store/store.ts';
import { currentPlace } from '../world/comment-place.ts';
import { branchTip } from '../world/refs.ts';
import { type ConnectionArguments, connect } from './connection.ts';

type Fields = Record<string, unknown>;

/** Resolvable objects: a field is a value or a function of its arguments. A bot's login has no `[bot]` here, unlike in REST. */
export function actorObject(store: Store, user: User): Fields {
  const login = user.type === 'Bot' ? user.login.replace(/\[bot\]$/, '') : user.login;
  return { __typename: user.type, id: nodeId('U', user.id), databaseId: user.id, login, url: `${store.links.web}/${login}` };
}

export function repositoryObject(store: Store, repository: Repository): Fields {
  const pulls = store.pulls.filter((pull) => pull.repository === repository);
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: actorObject(store, repository.owner),
    isPrivate: repository.isPrivate,
    isFork: repository.parent !== undefined,
    url: webUrl(store, repository),
    defaultBranchRef: () => refObject(store, repository, `refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) => refObject(store, repository, qualifiedName),
    pullRequest: ({ number }: { number: number }) => {
      const pull = pulls.find((each) => each.number === number);
      return pull === undefined ? null : pullObject(store, pull);
    },
    pullRequests: (args: ConnectionArguments & { states?: readonly string[] }) => {
      const wanted = pulls.filter((pull) => (args.states ?? [stateOf(pull)]).includes(stateOf(pull)));
      return connect(
        'pullRequests',
        wanted.map((pull) => pullObject(store, pull)),
        args,
      );
    },
  };
}

export function refObject(store: Store, repository: Repository, qualified: string): Fields | null {
  const branch = qualified.replace(/^refs\/heads\//, '');
  const sha = branchTip(repository, branch);
  if (sha === undefined) return null;
  return { id: nodeId('REF', branch), name: branch, prefix: 'refs/heads/', target: () => commitObject(store, repository, sha) };
}

export function commitObject(store: Store, repository: Repository, sha: string): Fields {
  const commit = readCommit(repository.gitDir, sha);
  const verified = store.signed.has(sha);
  return {
    __typename: 'Commit',
    id: nodeId('C', sha),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0],
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
    author: { ...commit.author, user: null },
    committer: { ...commit.committer, user: null },
    url: webUrl(store, repository, `/commit/${sha}`),
    signature: verified ? { __typename: 'GpgSignature', isValid: true, state: 'VALID', wasSignedByGitHub: true } : null,
  };
}

export function pullObject(store: Store, pull: Pull): Fields {
  const threads = store.threads.filter((thread) => thread.pull === pull);
  const comments = store.issueComments.filter((comment) => comment.pull === pull);
  const reviews = store.reviews.filter((review) => review.pull === pull && review.state !== 'PENDING');
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', pull.id),
    databaseId: pull.id,
    fullDatabaseId: pull.id,
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    state: stateOf(pull),
    isDraft: pull.draft,
    headRefOid: pull.headSha,
    headRefName: pull.head.ref,
    baseRefOid: pull.baseSha,
    baseRefName: pull.baseRef,
    isCrossRepository: pull.head.repository !== pull.repository,
    mergeable: pull.mergeable === null ? 'UNKNOWN' : pull.mergeable ? 'MERGEABLE' : 'CONFLICTING',
    author: actorObject(store, pull.author),
    url: webUrl(store, pull.repository, `/pull/${pull.number}`),
    reviewThreads: (args: ConnectionArguments) =>
      connect(
        'reviewThreads',
        threads.map((thread) => threadObject(store, thread)),
        args,
      ),
    comments: (args: ConnectionArguments) =>
      connect(
        'comments',
        comments.map((comment) => issueCommentObject(store, comment)),
        args,
      ),
    reviews: (args: ConnectionArguments) =>
      connect(
        'reviews',
        reviews.map((review) => reviewObject(store, review)),
        args,
      ),
  };
}

export function threadObject(store: Store, thread: Thread): Fields {
  const comments = store.reviewComments.filter((comment) => comment.thread === thread);
  const [first] = comments;
  const place = first === undefined ? undefined : currentPlace(first);
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('PRRT', thread.id),
    isResolved: thread.resolvedBy !== undefined,
    resolvedBy: thread.resolvedBy === undefined ? null : actorObject(store, thread.resolvedBy),
    isOutdated: first?.place !== undefined && place === undefined,
    path: first?.path ?? '',
    line: place?.line ?? null,
    originalLine: first?.place?.line ?? null,
    startLine: place?.startLine ?? null,
    diffSide: first?.place?.side ?? 'RIGHT',
    subjectType: first?.place === undefined ? 'FILE' : 'LINE',
    comments: (args: ConnectionArguments) =>
      connect(
        'comments',
        comments.map((comment) => reviewCommentObject(store, comment)),
        args,
      ),
  };
}

export function issueCommentObject(store: Store, comment: IssueComment): Fields {
  const url = webUrl(store, comment.pull.repository, `/pull/${comment.pull.number}#issuecomment-${comment.id}`);
  return { __typename: 'IssueComment', id: nodeId('IC', comment.id), url, ...written(store, comment, comment.pull) };
}

export function reviewObject(store: Store, review: Review): Fields {
  const url = webUrl(store, review.pull.repository, `/pull/${review.pull.number}#pullrequestreview-${review.id}`);
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    url,
    state: review.state,
    submittedAt: review.createdAt,
    commit: () => commitObject(store, review.pull.repository, review.commitId),
    ...written(store, review, review.pull),
  };
}

export function reviewCommentObject(store: Store, comment: ReviewComment): Fields {
  const url = webUrl(store, comment.pull.repository, `/pull/${comment.pull.number}#discussion_r${comment.id}`);
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PRRC', comment.id),
    url,
    path: comment.path,
    line: currentPlace(comment)?.line ?? null,
    originalLine: comment.place?.line ?? null,
    outdated: comment.place !== undefined && currentPlace(comment) === undefined,
    diffHunk: comment.hunk,
    pullRequestReview: () => reviewObject(store, comment.review),
    ...written(store, comment, comment.pull),
  };
}

function written(store: Store, item: Written, pull: Pull): Fields {
  return {
    databaseId: item.id,
    fullDatabaseId: item.id,
    body: item.body,
    author: actorObject(store, item.author),
    authorAssociation: association(pull.repository, item.author),
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    lastEditedAt: item.edits.at(-1)?.at ?? null,
    includesCreatedEdit: item.edits.length > 0,
    isMinimized: item.minimized !== undefined,
    minimizedReason: item.minimized?.toLowerCase() ?? null,
    pullRequest: () => pullObject(store, pull),
    repository: () => repositoryObject(store, pull.repository),
    resourcePath: apiUrl(store, pull.repository),
    userContentEdits: (args: ConnectionArguments) => connect('userContentEdits', editObjects(store, item), args),
  };
}

/** Newest first; once there is an edit the first text counts as one too. */
function editObjects(store: Store, item: Written): Fields[] {
  if (item.edits.length === 0) return [];
  const texts = [...item.edits.map((edit) => edit.before), item.body];
  const authors = [{ at: item.createdAt, by: item.author }, ...item.edits];
  return authors
    .map(({ at, by }, index) => ({
      id: nodeId('UCE', `${item.id}-${index}`),
      createdAt: at,
      editedAt: at,
      updatedAt: at,
      editor: actorObject(store, by),
      diff: texts[index],
    }))
    .reverse();
}

function stateOf(pull: Pull): string {
  return pull.merged === undefined ? pull.state.toUpperCase() : 'MERGED';
}
