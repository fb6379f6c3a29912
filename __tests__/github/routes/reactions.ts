import { presentReaction } from '../present/conversation.ts';
import { type Call, noContent, ok, paged, type Reply } from '../respond.ts';
import type { IssueComment, Reaction, ReviewComment } from '../store/store.ts';
import { findIssueComment, findReviewComment, must } from './find.ts';

export const reactionRoutes = {
  'reactions/list-for-issue-comment': list,
  'reactions/create-for-issue-comment': (call: Call) => react(call, findIssueComment(call)),
  'reactions/create-for-pull-request-review-comment': (call: Call) => react(call, findReviewComment(call)),
  'reactions/delete-for-issue-comment': remove,
};

function list(call: Call): Reply {
  const comment = findIssueComment(call);
  const { content } = call.query;
  const found = call.store.reactions.filter(
    (reaction) => reaction.on === comment && (content === undefined || reaction.content === content),
  );
  return paged(call, found, (reaction) => presentReaction(call.store, reaction));
}

/** "An HTTP 200 status indicates that you already added the reaction type." */
function react(call: Call, on: IssueComment | ReviewComment): Reply {
  const { store, actor } = call;
  const { content } = call.body as { readonly content: Reaction['content'] };
  const known = store.reactions.find(
    (reaction) => reaction.on === on && reaction.author.id === actor.user.id && reaction.content === content,
  );
  if (known !== undefined) return ok(presentReaction(store, known));
  const reaction = { id: store.nextId(), on, author: actor.user, content, createdAt: store.tick() };
  store.reactions.push(reaction);
  return ok(presentReaction(store, reaction), 201);
}

function remove(call: Call): Reply {
  const { reactions } = call.store;
  const reaction = must(reactions.find((each) => each.on === findIssueComment(call) && each.id === Number(call.params.reaction_id)));
  reactions.splice(reactions.indexOf(reaction), 1);
  return noContent;
}
