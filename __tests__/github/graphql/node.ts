import type { IssueComment, Review, ReviewComment, Store, Thread } from '../store/store.ts';
import { issueCommentObject, pullObject, repositoryObject, reviewCommentObject, reviewObject, threadObject } from './objects.ts';
import { graphqlRefusal } from './refusal.ts';

/** What a node id names, ready to be resolved. */
export function findNode(store: Store, id: string): Record<string, unknown> {
  const [kind, number] = parseNodeId(id);
  const pull = store.pulls.find((each) => each.id === number);
  if (kind === 'PR' && pull !== undefined) return pullObject(store, pull);
  const repository = [...store.repositories.values()].find((each) => each.id === number);
  if (kind === 'R' && repository !== undefined) return repositoryObject(store, repository);
  const thread = kind === 'PRRT' ? findThread(store, id) : undefined;
  if (thread !== undefined) return threadObject(store, thread);
  const found = findComment(store, id);
  if (found === undefined) throw unresolved(id);
  if (kind === 'IC') return issueCommentObject(store, found as IssueComment);
  return kind === 'PRR' ? reviewObject(store, found as Review) : reviewCommentObject(store, found as ReviewComment);
}

export function findComment(store: Store, id: string): IssueComment | Review | ReviewComment | undefined {
  const [kind, number] = parseNodeId(id);
  const lists = { IC: store.issueComments, PRR: store.reviews, PRRC: store.reviewComments };
  const list: readonly (IssueComment | Review | ReviewComment)[] = lists[kind as keyof typeof lists] ?? [];
  return list.find((each) => each.id === number);
}

export function findThread(store: Store, id: string): Thread | undefined {
  const [, number] = parseNodeId(id);
  return store.threads.find((thread) => thread.id === number);
}

export function unresolved(id: string): Error {
  return graphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function parseNodeId(id: string): [string, number] {
  const at = id.lastIndexOf('_');
  return [id.slice(0, at), Number(id.slice(at + 1))];
}
